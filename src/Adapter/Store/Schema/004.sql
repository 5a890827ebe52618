-- The orders of the review queue, what one shift tells the next, and notices that somebody has laid aside for a while.

create index application_queue_received on application (state, received_at, ADC201);
create index application_queue_region on application (state, AAB301, deadline, ADC201);
create index application_queue_flagged on application (state, deadline, ADC201) where flagged = 1;
create index application_queue_doubtful on application (state, deadline, ADC201) where flagged = 0 and findings <> '[]';
create index application_queue_clear on application (state, deadline, ADC201) where flagged = 0 and findings = '[]';

-- AAB301: "" for all regions. upload: a key kind/AAB301/AAZ341. A note is done once and never removed.
create table shift_note (
  id $id$, AAB301 $text$ not null, upload $text$, text $text$ not null, written_by $text$ not null, written_at $text$ not null,
  done_by $text$, done_at $text$);
create index shift_note_open on shift_note (id) where done_at is null;
create index shift_note_done on shift_note (done_at) where done_at is not null;

-- subject, AAB301 and cause: which notice it is. It is shown again at until, or when somebody ends it before.
create table silence (
  id $id$, subject $text$ not null, AAB301 $text$ not null, cause $text$ not null, reason $text$ not null,
  silenced_by $text$ not null, silenced_at $text$ not null, until $text$ not null, ended_by $text$, ended_at $text$);
create index silence_current on silence (until) where ended_at is null;
