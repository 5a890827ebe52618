-- Who may do what, what they are at, and the chained log of what they did.

create table account (
  name $text$ primary key, real_name $text$ not null, subject $text$, password $text$ not null, must_change bigint not null,
  password_at $text$ not null, failures bigint not null default 0, locked_until $text$, created_at $text$ not null,
  last_login_at $text$, disabled_at $text$);
create unique index account_subject on account (subject) where subject is not null;

-- region: the first digits of an AAB301, "" for all of them.
create table duty (
  account $text$ not null references account (name), role $text$ not null, region $text$ not null,
  granted_at $text$ not null, granted_by $text$ not null, primary key (account, role, region));

create table visit (
  id $text$ primary key, account $text$ not null references account (name), began_at $text$ not null, seen_at $text$ not null);
create index visit_account on visit (account);

create table claim (
  ADC201 $text$ primary key references application (ADC201), account $text$ not null, claimed_at $text$ not null, until $text$ not null);
create index claim_account on claim (account);

create table draft (
  account $text$ not null, about $text$ not null, payload $blob$ not null, saved_at $text$ not null, primary key (account, about));

create table saved_filter (
  id $id$, account $text$ not null, page $text$ not null, name $text$ not null, filter $text$ not null, saved_at $text$ not null);
create unique index saved_filter_name on saved_filter (account, page, name);

-- What one person proposes and another must approve.
create table proposal (
  id $id$, object $text$ not null, AAB301 $text$ not null, person $text$, payload $blob$ not null, reason $text$ not null,
  proposed_by $text$ not null, proposed_at $text$ not null, state $text$ not null, settled_by $text$, settled_at $text$);
create index proposal_open on proposal (id) where state = 'open';
create index proposal_object on proposal (object, id);

-- How a job goes on: what a person may change about it while it runs.
create table job_pace (
  job_id bigint primary key references job (id), begun_by $text$ not null, paused bigint not null, limit_percent bigint not null,
  needs_second bigint not null, approved_by $text$, approved_at $text$);

-- mac: a keyed hash over the row and the mac before it. person: whose record it is, when it is one; else audit_person.
create table audit (
  seq bigint primary key, at $text$ not null, actor $text$ not null, door $text$ not null, action $text$ not null,
  object $text$ not null, person $text$, result $text$ not null, detail $text$ not null, persons $text$ not null, mac $text$ not null);
create index audit_of_person on audit (person, seq) where person is not null;
create index audit_of_actor on audit (actor, seq);
create index audit_of_object on audit (object, seq);

create table audit_person (
  person $text$ not null, seq bigint not null references audit (seq), primary key (person, seq));
create index audit_person_seq on audit_person (seq, person);

$audit_is_append_only$
