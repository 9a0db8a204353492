-- When people were first told that a lesson can be opened: what is shown again, or reopened with its course, is no news.
alter table lesson add column announced_at timestamptz;
update lesson l set announced_at = c.published_at
  from course c where c.id = l.course_id and l.status = 'PUBLISHED' and c.published_at is not null;
