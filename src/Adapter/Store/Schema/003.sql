-- Who may look at one region counts and lists its uploads by state without passing the others.

create index upload_region_state on upload (AAB301, state, id);
