-- What people write for themselves at a second of a lesson. It is theirs and outlives the lesson: it hangs on nothing.
create table lesson_note (
  id text constraint lesson_note_pk primary key,
  user_id text not null,
  course_id text not null,
  lesson_id text not null,
  position_ms int not null constraint lesson_note_position_not_negative check (position_ms >= 0),
  body text not null constraint lesson_note_body_fits check (char_length(body) between 1 and 10000),
  revision int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz);
create index lesson_note_of_lesson on lesson_note (user_id, lesson_id, position_ms, id) where deleted_at is null;
create index lesson_note_of_person on lesson_note (user_id, created_at desc, id desc) where deleted_at is null;
create index lesson_note_told on lesson_note (user_id, id);
create index lesson_note_deleted on lesson_note (deleted_at) where deleted_at is not null;
