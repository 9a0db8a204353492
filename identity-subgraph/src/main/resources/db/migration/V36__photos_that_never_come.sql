-- Since when a photo is waited for: one that is somebody else's, or whose upload was given up, never comes.
alter table app_user add column photo_wanted_at timestamptz;
update app_user set photo_wanted_at = now() where photo_wanted is not null;
create index app_user_photo_wanted on app_user (photo_wanted) where photo_wanted is not null;
