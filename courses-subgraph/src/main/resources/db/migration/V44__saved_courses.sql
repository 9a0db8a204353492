-- Courses that people keep for later; one that is not to be seen meanwhile waits with them.
create table saved_course (
  user_id text not null,
  course_id text not null constraint saved_course_course references course on delete cascade,
  at timestamptz not null,
  constraint saved_course_pk primary key (user_id, course_id));
create index saved_course_of_person on saved_course (user_id, at desc, course_id desc);
create index saved_course_of_course on saved_course (course_id);
