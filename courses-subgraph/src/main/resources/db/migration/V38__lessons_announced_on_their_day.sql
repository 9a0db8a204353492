-- Of a lesson whose day is to come nobody was told, though it was noted; the release of each is looked for from now on.
update lesson set announced_at = null where release_at > now();
create index lesson_unannounced on lesson (course_id) where announced_at is null and deleted_at is null and status = 'PUBLISHED';
-- Whatever else can be opened was told when it was published.
update lesson l set announced_at = now()
  from course c where c.id = l.course_id and c.status in ('PUBLISHED', 'UNLISTED') and l.status = 'PUBLISHED'
    and l.announced_at is null and (l.release_at is null or l.release_at <= now());
