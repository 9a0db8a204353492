-- People whose account is gone. Identity is told once nothing of theirs is left here, files included; what comes late brings nobody back.
create table erased_person (
  user_id text constraint erased_person_pk primary key,
  version bigint not null,
  erased_at timestamptz not null,
  confirmed_at timestamptz);
create index erased_person_to_confirm on erased_person (erased_at) where confirmed_at is null;
create index caption_track_approved_by on caption_track (approved_by) where approved_by is not null;
