-- Files that are imported: what each is, how far it was taken, and what became of its rows.

-- map: as it was given, "" = none. place: the folder of its files. regions: where who began it may, null = everywhere. stage: check, ready or take.
-- report: bytes of the report so far. translated: counts by field; no value that is not in the map.
create table job_import (
  job_id bigint primary key references job (id), kind $text$ not null, ending $text$ not null, digest $text$ not null, map $text$ not null,
  place $text$ not null, door $text$ not null, regions $text$, stage $text$ not null, ends_after_check bigint not null,
  taken bigint not null default 0, known bigint not null default 0, conflicts bigint not null default 0, faulty bigint not null default 0,
  report bigint not null default 0, translated $text$ not null, first_upload bigint, last_upload bigint, at $text$ not null);
create index job_import_digest on job_import (digest, kind);
create unique index job_import_place on job_import (place);
