create table video (
  id text constraint video_pk primary key,
  owner_id text not null,
  status text not null default 'UPLOADING' constraint video_status_known check (status in ('UPLOADING', 'QUEUED', 'PROCESSING', 'PLAYABLE', 'READY', 'FAILED')),
  name text not null,
  source_key text,
  source_sha256 text,
  source_bytes bigint,
  mime text,
  duration_ms int,
  width int,
  height int,
  spoken_locale text,
  media_rev bigint not null default 0,
  poster jsonb,
  sprite jsonb,
  uploaded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now());
create index video_of_owner on video (owner_id, created_at desc, id desc);
alter table lesson add constraint lesson_video foreign key (video_id) references video;

create table upload (
  id text constraint upload_pk primary key,
  video_id text not null constraint upload_video references video,
  owner_id text not null,
  lesson_id text,
  status text not null default 'CREATED' constraint upload_status_known check (status in ('CREATED', 'RECEIVING', 'COMPLETE', 'EXPIRED', 'ABORTED')),
  bytes bigint not null constraint upload_bytes_positive check (bytes > 0),
  received_bytes bigint not null default 0 constraint upload_received_range check (received_bytes between 0 and bytes),
  sha256 text,
  idempotency_key text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint upload_once unique (owner_id, idempotency_key));
create index upload_open on upload (expires_at) where status in ('CREATED', 'RECEIVING');

-- The fence grows with every delivery; whoever holds an older one changes nothing.
create table media_job (
  id text constraint media_job_pk primary key,
  video_id text not null constraint media_job_video references video,
  class text not null constraint media_job_class_known check (class in ('INTERACTIVE', 'BULK')),
  state text not null default 'WAITING' constraint media_job_state_known check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  attempt int not null default 0,
  fence bigint not null default 0,
  worker_id text,
  lease_until timestamptz,
  percent real not null default 0,
  failure_code text,
  failure_retryable boolean,
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz);
create unique index media_job_active on media_job (video_id) where state in ('WAITING', 'RUNNING');
create index media_job_wait on media_job (class, queued_at) where state = 'WAITING';
create index media_job_lease on media_job (lease_until) where state = 'RUNNING';

create table media_step (
  job_id text not null constraint media_step_job references media_job on delete cascade,
  step text not null,
  detail text not null default '',
  status text not null constraint media_step_status_known check (status in ('PENDING', 'RUNNING', 'DONE', 'SKIPPED', 'FAILED')),
  percent real not null default 0,
  output jsonb,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint media_step_pk primary key (job_id, step, detail));

create table rendition (
  video_id text not null constraint rendition_video references video,
  media_rev bigint not null,
  height int not null,
  width int not null,
  codec text not null,
  bitrate_kbps int not null,
  bytes bigint not null,
  constraint rendition_pk primary key (video_id, media_rev, height, codec));
