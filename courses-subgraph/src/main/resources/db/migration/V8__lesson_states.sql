-- A lesson is a draft until it is published. Those of today are published: nobody who sees one now shall lose it.
alter table lesson add column status text not null default 'PUBLISHED' constraint lesson_status_known check (status in ('DRAFT', 'PUBLISHED'));
alter table lesson alter column status set default 'DRAFT';

-- A draft counts in nobody's progress.
create or replace view counted_lesson as
  select l.id, l.course_id, l.module_id, l.kind, l.video_id, m.rank as module_rank, l.rank as lesson_rank,
      case l.kind when 'VIDEO' then coalesce(v.duration_ms, 0) else l.reading_ms end as weight_ms
    from lesson l
    join module m on m.id = l.module_id and m.deleted_at is null
    left join video v on v.id = l.video_id and v.deleted_at is null and v.status in ('PLAYABLE', 'READY')
    where l.deleted_at is null and l.status = 'PUBLISHED' and case l.kind when 'VIDEO' then v.id is not null else l.reading_ms > 0 end;

-- What went with its module comes back with it.
alter table lesson add column deleted_with text;
update lesson l set deleted_with = m.id from module m where m.id = l.module_id and m.deleted_at is not null and l.deleted_at >= m.deleted_at;

-- Deleting for good needs to find what hangs on a lesson; who watched it last is of no use without it.
alter table watch_session drop constraint if exists watch_session_lesson;
alter table watch_session add constraint watch_session_lesson foreign key (lesson_id) references lesson on delete cascade;
create index watch_session_of_lesson on watch_session (lesson_id);
create index lesson_of_module on lesson (module_id);
create index lesson_deleted on lesson (deleted_at) where deleted_at is not null;
create index module_deleted on module (deleted_at) where deleted_at is not null;

-- Others decide by copies of these, and until now were told of open courses only: tell everything once.
with told as (
  select c.*, 'evt_' || upper(substr(md5('V8 ' || c.id), 1, 26)) event_id,
    coalesce(c.title ->> c.original_locale, (select t.value from jsonb_each_text(c.title) t limit 1), '') shown_title,
    jsonb_build_array(c.owner_id) || coalesce((select jsonb_agg(i.user_id order by i.position, i.user_id)
      from course_instructor i where i.course_id = c.id and i.user_id <> c.owner_id), '[]') staff
  from course c)
insert into outbox (id, topic, subject, version, payload)
  select event_id, 'course.updated', id, revision, jsonb_build_object(
    'specversion', '1.0', 'id', event_id, 'source', 'courses', 'type', 'course.updated', 'subject', id, 'version', revision,
    'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'data', jsonb_build_object('courseId', id, 'slug', slug, 'locale', original_locale, 'level', level, 'title', shown_title,
      'instructorIds', staff, 'status', case status when 'IN_REVIEW' then 'DRAFT' else status end))
  from told order by id;

with told as (select l.*, 'evt_' || upper(substr(md5('V8 ' || l.id), 1, 26)) event_id from lesson l)
insert into outbox (id, topic, subject, version, payload)
  select event_id, 'lesson.changed', id, revision, jsonb_build_object(
    'specversion', '1.0', 'id', event_id, 'source', 'courses', 'type', 'lesson.changed', 'subject', id, 'version', revision,
    'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'data', jsonb_build_object('lessonId', id, 'courseId', course_id, 'status', status, 'isFreePreview', is_free_preview,
      'releaseAt', to_char(release_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'deleted', deleted_at is not null))
  from told order by id;
