-- One text for SQLite and PostgreSQL: $id$, $text$, $blob$ are set in Migration.cs.
-- Times are ISO-8601 UTC, days yyyy-MM-dd, payload holds personal data and nothing else does.

create table meta (name $text$ primary key, value $text$ not null);

create table watermark (AAB301 $text$ primary key, day $text$ not null, updated_at $text$ not null);

create table run (
  id $id$, AAB301 $text$ not null, day_from $text$ not null, day_to $text$ not null, state $text$ not null,
  started_at $text$ not null, ended_at $text$, pages bigint not null default 0, received bigint not null default 0,
  fresh bigint not null default 0, known bigint not null default 0, changed bigint not null default 0,
  flagged bigint not null default 0, class $text$, code $text$, message $text$, purpose $text$ not null, scope $text$ not null,
  total bigint, held bigint, unlisted bigint, repaired bigint not null default 0);
create index run_region on run (AAB301, id);
create index run_region_time on run (AAB301, started_at);
create index run_repair on run (AAB301, id) where purpose = 'repair';
create index run_asking on run (id) where state = 'asking';

create table request (
  message_id $text$ primary key, run_id bigint not null references run (id), AAB301 $text$ not null, page_no bigint not null,
  body $text$ not null, enc_type $text$ not null, symmetric_key $text$ not null, iv $text$ not null, asked_at $text$ not null);
create index request_region on request (AAB301, asked_at);
create index request_run on request (run_id);

create table closed_hour (AAB301 $text$ not null, hour $text$ not null, primary key (AAB301, hour));
create table found (
  AAB301 $text$ not null, day $text$ not null, run_id bigint not null references run (id), records bigint not null,
  primary key (AAB301, day, run_id));
create index found_run on found (run_id);

create table page (
  id $id$, run_id bigint not null references run (id), page_no bigint not null, message_id $text$ not null,
  status bigint not null, content_type $text$ not null, raw $blob$ not null, received_at $text$ not null, parsed_at $text$);
create index page_run on page (run_id, page_no);
create index page_unparsed on page (id) where parsed_at is null;

create table unreadable (
  digest $text$ primary key, page_id bigint not null references page (id), row_no bigint not null, AAB301 $text$ not null,
  findings $text$ not null, payload $blob$ not null, received_at $text$ not null, reason $text$ not null);
create index unreadable_page on unreadable (page_id);

create table application (
  ADC201 $text$ primary key, AAB301 $text$ not null, AAE127 $text$ not null, deadline $text$ not null,
  state $text$ not null, flagged bigint not null, version bigint not null, digest $text$ not null, person $text$,
  findings $text$ not null, payload $blob$ not null, received_at $text$ not null, collected_at $text$,
  decided_at $text$, decision $text$, AAZ341 $text$, origin $text$ not null);
create index application_queue on application (state, deadline, ADC201);
create index application_region_queue on application (AAB301, state, deadline, ADC201);
create index application_region_day on application (AAB301, AAE127);
create index application_person on application (person, AAB301) where state = 'pending';

create table application_version (
  ADC201 $text$ not null references application (ADC201), version bigint not null, digest $text$ not null,
  findings $text$ not null, payload $blob$ not null, received_at $text$ not null, page_id bigint,
  primary key (ADC201, version));

create table sighting (ADC201 $text$ not null, digest $text$ not null, run_id bigint not null, primary key (ADC201, digest));

create table serial (
  AAB301 $text$ not null, day $text$ not null, first bigint not null, until bigint not null, primary key (AAB301, day, first));

create table upload (
  id $id$, kind $text$ not null, AAB301 $text$ not null, AAZ341 $text$ not null, version bigint not null,
  ADC201 $text$, person $text$, registers bigint not null, correction bigint not null, state $text$ not null,
  due_at $text$ not null, why $text$ not null, message_id $text$, batch_cap bigint,
  attempts bigint not null default 0, omitted bigint not null default 0, sent_at $text$,
  freed bigint not null default 0,
  class $text$, code $text$, message $text$, field $text$, deadline $text$ not null, digest $text$ not null,
  payload $blob$ not null, findings $text$ not null, origin $text$ not null, reason $text$,
  created_at $text$ not null, settled_at $text$);
create unique index upload_key on upload (AAZ341, AAB301, kind, version);
create index upload_waiting on upload (kind, AAB301, deadline, id) where state = 'waiting';
create index upload_in_flight on upload (message_id) where state in ('sending', 'unknown');
create index upload_state on upload (state, id);
create index upload_person on upload (person, AAB301, id);
create index upload_region_day on upload (AAB301, created_at, id);
create index upload_application on upload (ADC201) where ADC201 is not null;
create table lane (kind $text$ not null, AAB301 $text$ not null, primary key (kind, AAB301));

create table batch (
  message_id $text$ primary key, batch_no $text$ not null, kind $text$ not null, AAB301 $text$ not null,
  body $blob$ not null, enc_type $text$ not null, symmetric_key $text$ not null, iv $text$ not null,
  state $text$ not null, due_at $text$ not null, created_at $text$ not null, sends bigint not null default 0);
create index batch_unknown on batch (kind, AAB301, due_at) where state = 'unknown';
create index batch_sending on batch (due_at) where state = 'sending';
create table batch_row (
  message_id $text$ not null references batch (message_id), row_no bigint not null, upload_id bigint not null references upload (id),
  primary key (message_id, row_no));
create index batch_row_upload on batch_row (upload_id);

create table attempt (
  id $id$, upload_id bigint not null references upload (id), message_id $text$ not null, at $text$ not null,
  milliseconds bigint not null, class $text$ not null, code $text$ not null, message $text$ not null, field $text$);
create index attempt_upload on attempt (upload_id, id);

create table event (
  seq $id$, at $text$ not null, type $text$ not null, kind $text$ not null, ADC201 $text$, AAB301 $text$ not null, AAZ341 $text$,
  version bigint not null, code $text$, field $text$, message $text$);
create index event_application on event (ADC201, seq) where ADC201 is not null;
create index event_accepted on event (seq) where type = 'accepted';

create table job (
  id $id$, type $text$ not null, state $text$ not null, reason $text$ not null, canary bigint not null, total bigint not null,
  released bigint not null default 0, message $text$, created_at $text$ not null, ended_at $text$);
create index job_running on job (id) where state = 'running';
create table job_row (
  job_id bigint not null references job (id), place bigint not null, upload_id bigint not null references upload (id),
  primary key (job_id, place));
create index job_row_upload on job_row (upload_id);

create table api_key (
  name $text$ primary key, prefix $text$ not null unique, hash $text$ not null, scopes $text$ not null,
  created_at $text$ not null, expires_at $text$, revoked_at $text$, last_used_at $text$);

-- A row a history of this store: the first, and one each time that an old copy was put back. Uncleared: nothing is sent.
create table incarnation (
  number bigint primary key, id $text$ not null, base_seq bigint not null, began_at $text$ not null, why $text$ not null,
  owed $text$ not null, cleared_at $text$, cleared_by $text$, reason $text$);
create index incarnation_uncleared on incarnation (number) where cleared_at is null;
