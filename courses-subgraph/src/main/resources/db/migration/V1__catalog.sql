-- Ids are prefixed ULIDs made by the application. Localised texts are {"es": …, "en": …}.
create table course (
  id text constraint course_pk primary key,
  slug text not null,
  owner_id text not null,
  status text not null default 'DRAFT' constraint course_status_known check (status in ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'UNLISTED', 'ARCHIVED')),
  original_locale text not null,
  title jsonb not null,
  subtitle jsonb not null default '{}',
  description jsonb not null default '{}',
  level text not null default 'ALL' constraint course_level_known check (level in ('BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'ALL')),
  tags text[] not null default '{}',
  is_free boolean not null default true,
  completion_rule text not null default 'COVERAGE' constraint course_rule_known check (completion_rule in ('COVERAGE', 'MANUAL')),
  completion_threshold real not null default 0.9 constraint course_threshold_range check (completion_threshold between 0.5 and 1.0),
  sequential boolean not null default false,
  learner_count int not null default 0,
  revision int not null default 1,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now());
create unique index course_slug on course (lower(slug));
create index course_catalog on course (published_at desc, id desc) where status = 'PUBLISHED';
create index course_popular on course (learner_count desc, id desc) where status = 'PUBLISHED';
create index course_tags on course using gin (tags);

create table course_instructor (
  course_id text not null constraint course_instructor_course references course on delete cascade,
  user_id text not null,
  position int not null default 0,
  constraint course_instructor_pk primary key (course_id, user_id));
create index course_instructor_user on course_instructor (user_id);

create table module (
  id text constraint module_pk primary key,
  course_id text not null constraint module_course references course on delete cascade,
  title jsonb not null,
  rank text collate "C" not null,
  revision int not null default 1,
  deleted_at timestamptz);
-- Two drags to the same place collide here; the loser tries again with a longer rank.
create unique index module_rank on module (course_id, rank) where deleted_at is null;

create table lesson (
  id text constraint lesson_pk primary key,
  course_id text not null constraint lesson_course references course on delete cascade,
  module_id text not null constraint lesson_module references module,
  kind text not null constraint lesson_kind_known check (kind in ('VIDEO', 'ARTICLE')),
  title jsonb not null,
  rank text collate "C" not null,
  is_free_preview boolean not null default false,
  release_at timestamptz,
  video_id text,
  article jsonb,
  duration_ms int not null default 0,
  revision int not null default 1,
  deleted_at timestamptz);
create unique index lesson_rank on lesson (module_id, rank) where deleted_at is null;
create index lesson_of_course on lesson (course_id) where deleted_at is null;
create index lesson_of_video on lesson (video_id);
