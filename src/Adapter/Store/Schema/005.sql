-- Jobs of every act on many: what one does beyond its uploads, what it could not do, and who began it.

-- As the job's type writes it, without personal data.
create table job_order (job_id bigint primary key references job (id), wanted $text$ not null);

-- By the stable id of what stood in the way: how many of its uploads.
create table job_refusal (
  job_id bigint not null references job (id), code $text$ not null, number bigint not null, primary key (job_id, code));

create index job_pace_begun on job_pace (begun_by, job_id);
