create table enrollment (
  id text constraint enrollment_pk primary key,
  user_id text not null,
  course_id text not null constraint enrollment_course references course,
  status text not null default 'ACTIVE' constraint enrollment_status_known check (status in ('ACTIVE', 'COMPLETED', 'SUSPENDED', 'EXPIRED', 'WITHDRAWN')),
  covered_ms bigint not null default 0,
  progress real not null default 0,
  completed_lessons int not null default 0,
  version bigint not null default 1,
  enrolled_at timestamptz not null default now(),
  completed_at timestamptz,
  updated_at timestamptz not null default now(),
  constraint enrollment_once unique (user_id, course_id));
create index enrollment_of_user on enrollment (user_id, enrolled_at desc, id desc);

create table lesson_progress (
  user_id text not null,
  lesson_id text not null,
  course_id text not null,
  position_ms int not null default 0,
  watched int4multirange not null default '{}',
  watched_ms int not null default 0,
  duration_ms int not null,
  completed_at timestamptz,
  device_label text,
  updated_at timestamptz not null default now(),
  constraint lesson_progress_pk primary key (user_id, lesson_id)) partition by hash (user_id);
do $$ begin
  for i in 0..15 loop
    execute format('create table lesson_progress_%s partition of lesson_progress for values with (modulus 16, remainder %s)', i, i);
  end loop;
end $$;
create index lesson_progress_recent on lesson_progress (user_id, updated_at desc);

-- A session is opened by a playback grant; its credit is the wall-clock time that can have been played.
create table watch_session (
  id text constraint watch_session_pk primary key,
  user_id text not null,
  lesson_id text not null constraint watch_session_lesson references lesson,
  video_id text not null,
  duration_ms int not null constraint watch_session_duration_positive check (duration_ms > 0),
  opened_at timestamptz not null,
  credited_at timestamptz not null,
  expires_at timestamptz not null,
  credit_ms int not null default 15000,
  seen int4multirange not null default '{}',
  max_rate real not null default 2.0,
  closed boolean not null default false);
create index watch_session_of_user on watch_session (user_id, opened_at desc);

-- Union of intervals and a bucket of credit. Told apart by accepted and rejected ms; both 0 when the seq was seen before.
create function record_watch(p_session text, p_user text, p_seq int, p_ranges int4multirange, p_played int, p_position int, p_device text, p_now timestamptz,
  out accepted_ms int, out rejected_ms int, out grown_ms int, out duplicate boolean, out completed_now boolean, out lesson_id text, out course_id text)
language plpgsql as $$
declare
  s courses.watch_session;
  credit int;
  before courses.lesson_progress;
  total int;
  threshold real;
begin
  accepted_ms := 0; rejected_ms := 0; grown_ms := 0; duplicate := false; completed_now := false;
  select * into s from courses.watch_session w where w.id = p_session and w.user_id = p_user for update;
  if not found then
    return;
  end if;
  select l.course_id, case when k.completion_rule = 'COVERAGE' then k.completion_threshold end into course_id, threshold
    from courses.lesson l join courses.course k on k.id = l.course_id where l.id = s.lesson_id;
  lesson_id := s.lesson_id;
  insert into courses.lesson_progress as p (user_id, lesson_id, course_id, duration_ms)
    values (p_user, s.lesson_id, course_id, s.duration_ms) on conflict do nothing;
  if p_seq <@ s.seen then
    duplicate := true;
    return;
  end if;
  credit := least(s.credit_ms + (extract(epoch from p_now - s.credited_at) * 1000 * s.max_rate)::bigint, 3600000)::int;
  if p_played <= credit then
    accepted_ms := p_played; credit := credit - p_played;
  else
    rejected_ms := p_played; p_ranges := '{}';
  end if;
  update courses.watch_session w set seen = w.seen + int4multirange(int4range(p_seq, p_seq, '[]')), credit_ms = credit, credited_at = p_now where w.id = p_session;
  select * into before from courses.lesson_progress p where p.user_id = p_user and p.lesson_id = s.lesson_id for update;
  select coalesce(sum(upper(x) - lower(x)), 0)::int into total from unnest(before.watched + p_ranges) x;
  grown_ms := total - before.watched_ms;
  completed_now := before.completed_at is null and threshold is not null and total >= threshold * before.duration_ms;
  update courses.lesson_progress p set
      watched = p.watched + p_ranges,
      watched_ms = total,
      completed_at = case when completed_now then p_now else p.completed_at end,
      position_ms = case when s.seen = '{}' or p_seq > upper(s.seen) - 1 then least(greatest(p_position, 0), s.duration_ms) else p.position_ms end,
      device_label = coalesce(p_device, p.device_label),
      updated_at = p_now
    where p.user_id = p_user and p.lesson_id = s.lesson_id;
end $$;
