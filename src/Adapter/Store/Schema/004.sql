-- The orders of the review queue.

create index application_queue_received on application (state, received_at, ADC201);
create index application_queue_region on application (state, AAB301, deadline, ADC201);
create index application_queue_flagged on application (state, deadline, ADC201) where flagged = 1;
create index application_queue_doubtful on application (state, deadline, ADC201) where flagged = 0 and findings <> '[]';
create index application_queue_clear on application (state, deadline, ADC201) where flagged = 0 and findings = '[]';
