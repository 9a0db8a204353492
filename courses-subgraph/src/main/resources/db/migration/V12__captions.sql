-- What is said in a video is heard beside its sizes being made: a job of its own kind, so that each kind may have one under way.
alter table media_job add column kind text not null default 'TRANSCODE'
  constraint media_job_kind_known check (kind in ('TRANSCODE', 'SPEECH'));
drop index media_job_active;
create unique index media_job_active on media_job (video_id, kind) where state in ('WAITING', 'RUNNING');
drop index media_job_wait;
create index media_job_wait on media_job (kind, class, queued_at) where state = 'WAITING';

alter table course
  add column caption_locales text[] not null default '{es,en}',
  add column glossary text[] not null default '{}';

-- Which revision of the captions lies beside the video's files; 0 while there is none.
alter table video add column captions_rev int not null default 0;

-- The revision grows with whatever players would show; what is published follows it.
create table captioned_video (
  video_id text constraint captioned_video_pk primary key constraint captioned_video_video references video,
  wanted_locales text[] not null default '{}',
  revision int not null default 1,
  published int not null default 0,
  attempts int not null default 0,
  not_before timestamptz not null default now());
create index captioned_video_due on captioned_video (not_before) where revision > published;

-- Players go on with a revision for as long as their grant lasts, so its files stay a while after the next one came.
create table caption_publication (
  video_id text not null constraint caption_publication_video references video,
  media_rev bigint not null,
  revision int not null,
  superseded_at timestamptz,
  constraint caption_publication_pk primary key (video_id, revision));
create index caption_publication_old on caption_publication (superseded_at) where superseded_at is not null;

-- The words of a video in one language. The model is what a machine made them with, null for what a person brought.
create table caption_track (
  id text constraint caption_track_pk primary key,
  video_id text not null constraint caption_track_video references video,
  locale text not null,
  origin text not null constraint caption_track_origin_known check (origin in ('UPLOADED', 'WHISPER', 'MACHINE_TRANSLATED', 'EDITED')),
  source_track_id text constraint caption_track_source references caption_track on delete set null,
  model text,
  confidence real,
  revision int not null default 1,
  next_cue int not null default 1,
  published_in int not null default 0,
  approved_at timestamptz,
  approved_by text,
  sitting_by text,
  sitting_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint caption_track_once unique (video_id, locale),
  constraint caption_track_approval check ((approved_at is null) = (approved_by is null)));
create index caption_track_of_source on caption_track (source_track_id) where source_track_id is not null;

-- A cue's revision is the track's when it was last changed; a translated cue knows from which revision of which cue it came,
-- and of which sentences: their digest tells whether they say the same still.
create table caption_cue (
  track_id text not null constraint caption_cue_track references caption_track on delete cascade,
  id int not null,
  start_ms int not null,
  end_ms int not null,
  text text not null,
  confidence real,
  words jsonb not null default '[]',
  revision int not null,
  source_cue int,
  source_revision int,
  source_unit text,
  corrected boolean not null default false,
  constraint caption_cue_pk primary key (track_id, id),
  constraint caption_cue_lasts check (start_ms >= 0 and end_ms > start_ms),
  constraint caption_cue_says_something check (text <> ''));
create unique index caption_cue_order on caption_cue (track_id, start_ms);

-- Which languages a track is translated into, and up to which of its revisions that is done.
create table caption_translation (
  source_track_id text not null constraint caption_translation_source references caption_track on delete cascade,
  locale text not null,
  done_revision int not null default 0,
  attempts int not null default 0,
  not_before timestamptz not null default now(),
  constraint caption_translation_pk primary key (source_track_id, locale));

-- What a track was before somebody else changed it, or the same person after a pause; and what a new run heard beside a
-- track that people have worked on.
create table caption_version (
  track_id text not null constraint caption_version_track references caption_track on delete cascade,
  revision int not null,
  origin text not null constraint caption_version_origin_known check (origin in ('UPLOADED', 'WHISPER', 'MACHINE_TRANSLATED', 'EDITED')),
  model text,
  confidence real,
  cue_count int not null,
  cues jsonb not null,
  at timestamptz not null default now(),
  constraint caption_version_pk primary key (track_id, revision));
