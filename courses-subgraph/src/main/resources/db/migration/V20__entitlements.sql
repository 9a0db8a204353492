-- What people have a right to, copied from identity (entitlement.changed); course_id null means every course.
create table entitlement (
  id text constraint entitlement_pk primary key,
  user_id text not null,
  course_id text,
  source text not null constraint entitlement_source_known check (source in ('ORDER', 'MEMBERSHIP', 'GRANT', 'SEAT')),
  state text not null constraint entitlement_state_known check (state in ('ACTIVE', 'GRACE', 'SUSPENDED', 'EXPIRED', 'REVOKED')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  version bigint not null);
create index entitlement_of_user on entitlement (user_id, course_id);

-- By what an enrollment began. What was taken up while it was free stays open when the course is sold later; the rest ends with
-- the right to it. Until now every course that could be taken up was free.
alter table enrollment add column source text not null default 'FREE'
  constraint enrollment_source_known check (source in ('FREE', 'STAFF', 'ORDER', 'MEMBERSHIP', 'GRANT', 'SEAT'));

-- Whether a course is free is identity's to say from now on: is_free is a copy, of this version of what identity told.
alter table course add column offer_version bigint not null default 0;

-- How each course stands, told once: identity takes isFree from this, and who owns the course.
with told as (
  select c.*, 'evt_' || upper(substr(md5('V20 ' || c.id), 1, 26)) event_id,
    coalesce(c.title ->> c.original_locale, (select t.value from jsonb_each_text(c.title) t limit 1), '') shown_title,
    jsonb_build_array(c.owner_id) || coalesce((select jsonb_agg(i.user_id order by i.position, i.user_id)
      from course_instructor i where i.course_id = c.id and i.user_id <> c.owner_id), '[]') staff
  from course c)
insert into outbox (id, topic, subject, version, payload)
  select event_id, 'course.updated', id, revision, jsonb_build_object(
    'specversion', '1.0', 'id', event_id, 'source', 'courses', 'type', 'course.updated', 'subject', id, 'version', revision,
    'time', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'data', jsonb_build_object('courseId', id, 'slug', slug, 'locale', original_locale, 'level', level, 'title', shown_title,
      'instructorIds', staff, 'ownerId', owner_id, 'isFree', is_free,
      'status', case status when 'IN_REVIEW' then 'DRAFT' else status end))
  from told order by id;
