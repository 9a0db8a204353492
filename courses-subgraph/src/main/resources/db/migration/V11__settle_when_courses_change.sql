-- How far learners are is written when they do something. When it is the course that changes, they are counted anew behind the
-- request, slice by slice: a row for each time it was asked, so that asking waits for nobody.
create table settlement (
  seq bigserial constraint settlement_pk primary key,
  course_id text not null constraint settlement_course references course on delete cascade,
  -- Whom alone it is about; null for everybody who does the course.
  user_id text,
  due_at timestamptz not null,
  -- The enrollment up to which it is done; empty while nobody has begun.
  after_id text not null default '');
create index settlement_due on settlement (due_at, seq);
create index settlement_of_course on settlement (course_id);
create index enrollment_of_course on enrollment (course_id, id);

-- What was watched of a lesson that is gone for good goes after it, slice by slice too.
create table purged_lesson (lesson_id text constraint purged_lesson_pk primary key);
create index lesson_progress_of_lesson on lesson_progress (lesson_id);
insert into purged_lesson
  select distinct p.lesson_id from lesson_progress p where not exists (select from lesson l where l.id = p.lesson_id);

-- How much of a course a person has covered, of what can be. Nothing is added to what is not there: each outer join has its coalesce.
create function course_share(p_user text, p_course text) returns table (covered bigint, total bigint, completed int, lessons int)
language sql stable as $$
  select coalesce(sum(case when part.whole then part.weight_ms else part.watched_ms end), 0)::bigint,
      coalesce(sum(part.weight_ms), 0)::bigint, count(part.completed_at)::int, count(*)::int
    from (
      select c.weight_ms, p.completed_at,
          coalesce(p.counts_whole or p.read_at is not null
            or (p.completed_at is not null and (c.kind = 'ARTICLE' or p.video_id is distinct from c.video_id)), false) as whole,
          case when p.video_id = c.video_id then least(coalesce(p.watched_ms, 0), c.weight_ms) else 0 end as watched_ms
        from courses.counted_lesson c
        left join courses.lesson_progress p on p.lesson_id = c.id and p.user_id = p_user
        where c.course_id = p_course) part
$$;

-- Courses have changed while nobody counted.
insert into settlement (course_id, due_at) select distinct course_id, now() from enrollment where status in ('ACTIVE', 'COMPLETED');
