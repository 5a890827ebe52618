-- What is sent stands apart from how far it is: an upload changes its state twice and its content never, and each change
-- writes and seals the whole row anew. What was entered before this keeps its content in its own row.
-- The claim of an upload compares its content with the seal, as each change does with a row's own.

create table upload_content (
  upload_id $key$ references upload (id), payload $blob$ not null, findings $text$ not null);
$content_is_compared$

create view whole_upload as
  select u.id, u.kind, u.AAB301, u.AAZ341, u.version, u.ADC201, u.person, u.registers, u.correction, u.state, u.due_at, u.why, u.message_id,
    u.batch_cap, u.attempts, u.omitted, u.sent_at, u.freed, u.class, u.code, u.message, u.field, u.deadline, u.digest,
    coalesce(c.payload, u.payload) as payload, coalesce(c.findings, u.findings) as findings, u.origin, u.reason, u.created_at, u.settled_at
  from upload u left join upload_content c on c.upload_id = u.id;

-- In the end all is delivered: it costs nothing in an index by state.
drop index upload_state;
drop index upload_region_state;
create index upload_standing on upload (state, id) where state <> 'delivered';
create index upload_region_standing on upload (AAB301, state, id) where state <> 'delivered';
create index upload_region on upload (AAB301, id);
