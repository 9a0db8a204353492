-- A try that ended without result waits until not_before, and what ended it is kept, also once the next has begun. Tries count
-- while the percent does not move, so that a worker that is taken away now and then does not kill a long job.
alter table media_job
  add column not_before timestamptz,
  add column cause_code text,
  add column cause text constraint media_job_cause_length check (char_length(cause) <= 1000),
  add column tries int not null default 0,
  add column percent_at_lease real not null default 0,
  add column swept_at timestamptz;
create index media_job_postponed on media_job (not_before) where state = 'WAITING' and not_before is not null;
create index media_job_by_time on media_job (queued_at desc, id desc);
create index media_job_unswept on media_job (finished_at) where swept_at is null and finished_at is not null;
