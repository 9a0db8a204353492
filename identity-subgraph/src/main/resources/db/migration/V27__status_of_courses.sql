-- Whether a course can be taken at all, as courses tells it; null until it tells, which closes nothing that was open before.
alter table course add column status text
  constraint course_status_known check (status in ('DRAFT', 'UNLISTED', 'PUBLISHED', 'ARCHIVED'));
