-- Whose records an entry of the log entered, when it is many: the persons of these uploads. Each other entry's stand in audit_person.
create table audit_span (
  seq bigint primary key references audit (seq), first_upload bigint not null, last_upload bigint not null unique);
