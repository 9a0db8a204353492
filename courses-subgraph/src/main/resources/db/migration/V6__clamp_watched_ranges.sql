-- Only what lies within the video counts as watched, and a session is believed for a day after its grant.
create or replace function record_watch(p_session text, p_user text, p_seq int, p_ranges int4multirange, p_played int, p_position int, p_device text, p_now timestamptz,
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
  select * into s from courses.watch_session w
    where w.id = p_session and w.user_id = p_user and p_now < w.expires_at + interval '24 hours' for update;
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
  p_ranges := p_ranges * int4multirange(int4range(0, s.duration_ms));
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
