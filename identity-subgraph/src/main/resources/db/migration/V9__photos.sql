-- The photo that is shown of a person, and the upload that takes its place when it is ready.
alter table app_user
  add column photo jsonb,
  add column photo_wanted text;

-- Photos that courses told of and that their owners did not choose yet.
create table ready_photo (
  upload_id text primary key,
  owner_id text not null,
  photo jsonb not null,
  at timestamptz not null);
create index ready_photo_at on ready_photo (at);
