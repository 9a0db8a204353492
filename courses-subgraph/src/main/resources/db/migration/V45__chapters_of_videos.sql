-- Where the parts of a video begin and what they are called, by language; they go with the video.
create table video_chapter (
  video_id text not null constraint video_chapter_video references video on delete cascade,
  start_ms int not null constraint video_chapter_start_not_negative check (start_ms >= 0),
  titles jsonb not null,
  constraint video_chapter_pk primary key (video_id, start_ms));
