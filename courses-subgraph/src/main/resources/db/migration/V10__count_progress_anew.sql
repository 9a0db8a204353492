-- How far people are was counted by older code, which knew neither of articles nor of videos that were replaced, and is
-- written only when something happens; whoever had done every lesson by then would never be told that they are through.
-- Nobody counts meanwhile: who was in the middle of it is waited for, who comes later sees this.
lock table enrollment in exclusive mode;

with part as (
  select e.id, c.id as lesson_id, coalesce(c.weight_ms, 0) as weight_ms, p.completed_at,
      coalesce(p.counts_whole or p.read_at is not null
        or (p.completed_at is not null and (c.kind = 'ARTICLE' or p.video_id is distinct from c.video_id)), false) as whole,
      case when p.video_id = c.video_id then least(coalesce(p.watched_ms, 0), c.weight_ms) else 0 end as watched_ms
    from enrollment e
    left join counted_lesson c on c.course_id = e.course_id
    left join lesson_progress p on p.lesson_id = c.id and p.user_id = e.user_id),
share as (
  select id, coalesce(sum(case when whole then weight_ms else watched_ms end)::float8 / nullif(sum(weight_ms), 0), 0) as progress,
      count(completed_at)::int as completed, count(lesson_id)::int as lessons, max(completed_at) as last_completed
    from part group by id),
counted as (
  select e.id, s.progress, s.completed, s.last_completed,
      e.status = 'ACTIVE' and s.lessons > 0 and s.completed = s.lessons as finishes
    from enrollment e join share s on s.id = e.id),
changed as (
  update enrollment e set
      progress = n.progress::real,
      completed_lessons = n.completed,
      status = case when n.finishes then 'COMPLETED' else e.status end,
      completed_at = case when n.finishes then coalesce(e.completed_at, n.last_completed) else e.completed_at end,
      version = e.version + 1,
      updated_at = now()
    from counted n
    where n.id = e.id and (n.finishes or e.progress is distinct from n.progress::real or e.completed_lessons is distinct from n.completed)
    returning e.*, n.progress as exact, n.finishes),
told as (
  select c.*, 'enrollment.progressed' as topic, 'evt_' || upper(substr(md5('V10 progressed ' || c.id), 1, 26)) as event_id, 1 as place,
      jsonb_build_object('enrollmentId', c.id, 'userId', c.user_id, 'courseId', c.course_id, 'progress', c.exact,
        'completedLessons', c.completed_lessons,
        'completedAt', to_char(c.completed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) as what
    from changed c
  union all
  select c.*, 'enrollment.changed', 'evt_' || upper(substr(md5('V10 changed ' || c.id), 1, 26)), 2,
      jsonb_build_object('enrollmentId', c.id, 'userId', c.user_id, 'courseId', c.course_id, 'status', c.status)
    from changed c where c.finishes)
insert into outbox (id, topic, subject, version, payload)
  select event_id, topic, id, version, jsonb_build_object(
      'specversion', '1.0', 'id', event_id, 'source', 'courses', 'type', topic, 'subject', id, 'version', version,
      'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'data', what)
    from told order by id, place;
