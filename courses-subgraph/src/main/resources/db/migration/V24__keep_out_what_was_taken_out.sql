-- Sentences whose cues a person took out of a translation: no engine brings them back until they say something else.
create table caption_taken_out (
  track_id text not null constraint caption_taken_out_track references caption_track on delete cascade,
  unit text not null,
  constraint caption_taken_out_pk primary key (track_id, unit));
