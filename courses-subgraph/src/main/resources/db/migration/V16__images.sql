-- A picture is made once, so its row is its job too. The fence grows with every delivery; whoever holds an older one changes nothing.
create table image (
  id text constraint image_pk primary key,
  owner_id text not null,
  purpose text not null constraint image_purpose_known check (purpose in ('COVER', 'AVATAR', 'POSTER')),
  state text not null constraint image_state_known check (state in ('UPLOADING', 'QUEUED', 'MAKING', 'READY', 'FAILED')),
  source_bucket text not null,
  source_key text not null,
  crop jsonb,
  background text not null,
  attempt int not null default 0,
  fence bigint not null default 0,
  lease_until timestamptz,
  width int,
  height int,
  widths int[],
  blur_hash text,
  color text,
  failure jsonb,
  is_public boolean not null default false,
  created_at timestamptz not null default now(),
  left_at timestamptz,
  constraint image_made check (state <> 'READY' or (width is not null and height is not null and widths is not null and blur_hash is not null and color is not null)));
create index image_lease on image (lease_until) where state = 'MAKING';
create index image_of_owner on image (owner_id, created_at);

-- What shows a picture: a course its cover, a video its poster, a person their photo. The next one takes the place of the one that
-- is shown when it is ready. Who a person is, identity knows: of photos this is a copy, of that version.
create table image_use (
  purpose text not null constraint image_use_purpose_known check (purpose in ('COVER', 'AVATAR', 'POSTER')),
  subject_id text not null,
  shown_id text constraint image_use_shown references image,
  next_id text constraint image_use_next references image,
  is_chosen boolean not null default false,
  version bigint not null default 0,
  constraint image_use_pk primary key (purpose, subject_id));
create index image_use_of_shown on image_use (shown_id) where shown_id is not null;
create index image_use_of_next on image_use (next_id) where next_id is not null;

-- What comes by an upload is a video or a picture.
alter table upload alter column video_id drop not null;
alter table upload add column image_id text constraint upload_image references image;
alter table upload add constraint upload_of_one check (num_nonnulls(video_id, image_id) = 1);
create index upload_of_image on upload (image_id) where image_id is not null;
