-- The keys of Once, as in the other services; nothing was kept here before.
alter table idempotency
  alter column request_hash type text using encode(request_hash, 'hex'),
  alter column result type text using result #>> '{}';

-- Courses as rights and prices need them, copied from what courses tells, of this version. is_free is this service's own: null
-- until courses has told how it stood before.
create table course (
  id text constraint course_pk primary key,
  title text not null,
  owner_id text,
  staff text[] not null,
  version bigint not null,
  is_free boolean,
  offer_version bigint not null default 0);

-- One row for each source of a right: who loses one keeps the others. course_id null means every course.
create table entitlement (
  id text constraint entitlement_pk primary key,
  user_id text not null constraint entitlement_user references app_user,
  course_id text,
  source text not null constraint entitlement_source_known check (source in ('ORDER', 'MEMBERSHIP', 'GRANT', 'SEAT')),
  source_id text not null,
  state text not null constraint entitlement_state_known check (state in ('ACTIVE', 'GRACE', 'SUSPENDED', 'EXPIRED', 'REVOKED')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  reason text,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now());
create unique index entitlement_source on entitlement (source, source_id, user_id, coalesce(course_id, '*'));
create index entitlement_of_user on entitlement (user_id, course_id);
create index entitlement_of_course on entitlement (course_id, created_at desc, id desc);
create index entitlement_to_end on entitlement (ends_at) where state in ('ACTIVE', 'GRACE');
