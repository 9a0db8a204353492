-- A video that is to take another's place waits beside it until it can be played.
alter table lesson add column replacement_id text constraint lesson_replacement references video;
create index lesson_of_replacement on lesson (replacement_id) where replacement_id is not null;

-- What is deleted can be had back until purge_at; what is deleted for good has its purge_at at once.
alter table video
  add column deleted_at timestamptz,
  add column purge_at timestamptz,
  add constraint video_purged_once_deleted check ((deleted_at is null) = (purge_at is null));
create index video_to_purge on video (purge_at) where purge_at is not null;

-- 300 ms a word, in the longest of an article's languages: progress does not depend on which one is read.
create function reading_ms(article jsonb) returns int language sql immutable parallel safe as $$
  select coalesce(max((select count(*) from regexp_matches(regexp_replace(text.value, '<[^>]*>|&nbsp;', ' ', 'g'), '\S+', 'g')) * 300), 0)::int
    from jsonb_each_text(coalesce(article, '{}'::jsonb)) text
$$;
alter table lesson add column reading_ms int not null generated always as (courses.reading_ms(article)) stored;

-- What was watched is said of one video. A lesson ticked by hand, or done on a video that was replaced since, counts whole.
alter table lesson_progress add column video_id text, add column read_at timestamptz, add column counts_whole boolean not null default false;
update lesson_progress p set video_id = coalesce(
  (select w.video_id from watch_session w where w.user_id = p.user_id and w.lesson_id = p.lesson_id order by w.opened_at desc limit 1),
  (select l.video_id from lesson l where l.id = p.lesson_id));

-- Older code let a finished course go back to ACTIVE when a lesson was added, and forgot the moment.
update enrollment set status = 'COMPLETED', version = version + 1 where status = 'ACTIVE' and completed_at is not null;

-- The lessons that a course's progress is made of: those that can be watched, or read.
create view counted_lesson as
  select l.id, l.course_id, l.module_id, l.kind, l.video_id, m.rank as module_rank, l.rank as lesson_rank,
      case l.kind when 'VIDEO' then coalesce(v.duration_ms, 0) else l.reading_ms end as weight_ms
    from lesson l
    join module m on m.id = l.module_id and m.deleted_at is null
    left join video v on v.id = l.video_id and v.deleted_at is null and v.status in ('PLAYABLE', 'READY')
    where l.deleted_at is null and case l.kind when 'VIDEO' then v.id is not null else l.reading_ms > 0 end;

-- Who does what at present, told once to those who have not heard of it; from now on each change is told as it happens.
insert into outbox (id, topic, subject, version, payload)
  select e.event, 'enrollment.changed', e.id, e.version, jsonb_build_object(
      'specversion', '1.0', 'id', e.event, 'source', 'courses', 'type', 'enrollment.changed', 'subject', e.id,
      'time', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'version', e.version,
      'data', jsonb_build_object('enrollmentId', e.id, 'userId', e.user_id, 'courseId', e.course_id, 'status', e.status))
    from (select 'evt_' || upper(substr(md5(random()::text || id), 1, 26)) as event, * from enrollment order by enrolled_at, id) e;

drop function record_watch(text, text, int, int4multirange, int, int, text, timestamptz);
-- Union of intervals and a bucket of credit. A session that was superseded, or whose video is no longer the lesson's, counts nothing.
create function record_watch(p_session text, p_user text, p_seq int, p_ranges int4multirange, p_played int, p_position int, p_device text, p_now timestamptz,
  out outcome text, out accepted_ms int, out rejected_ms int, out grown_ms int, out completed_now boolean, out lesson_id text, out course_id text)
language plpgsql as $$
declare
  s courses.watch_session;
  credit int;
  before courses.lesson_progress;
  total int;
  threshold real;
  current_video text;
begin
  accepted_ms := 0; rejected_ms := 0; grown_ms := 0; completed_now := false;
  -- Heartbeats of one session wait for each other here, so that its credit is spent once.
  select * into s from courses.watch_session w
    where w.id = p_session and w.user_id = p_user and p_now < w.expires_at + interval '24 hours' for update;
  if not found then
    return;
  end if;
  select l.course_id, l.video_id, case when k.completion_rule = 'COVERAGE' then k.completion_threshold end into course_id, current_video, threshold
    from courses.lesson l join courses.course k on k.id = l.course_id where l.id = s.lesson_id;
  lesson_id := s.lesson_id;
  if s.closed then
    outcome := 'SUPERSEDED';
    return;
  end if;
  if current_video is distinct from s.video_id then
    outcome := 'REPLACED';
    return;
  end if;
  insert into courses.lesson_progress as p (user_id, lesson_id, course_id, video_id, duration_ms)
    values (p_user, s.lesson_id, course_id, s.video_id, s.duration_ms) on conflict do nothing;
  if p_seq <@ s.seen then
    outcome := 'DUPLICATE';
    return;
  end if;
  outcome := 'COUNTED';
  credit := least(s.credit_ms + (extract(epoch from greatest(p_now, s.credited_at) - s.credited_at) * 1000 * s.max_rate)::bigint, 3600000)::int;
  if p_played <= credit then
    accepted_ms := p_played; credit := credit - p_played;
  else
    rejected_ms := p_played; p_ranges := '{}';
  end if;
  p_ranges := p_ranges * int4multirange(int4range(0, s.duration_ms));
  update courses.watch_session w set seen = w.seen + int4multirange(int4range(p_seq, p_seq, '[]')), credit_ms = credit, credited_at = greatest(p_now, w.credited_at) where w.id = p_session;
  select * into before from courses.lesson_progress p where p.user_id = p_user and p.lesson_id = s.lesson_id for update;
  if before.video_id is distinct from s.video_id then
    before.watched := '{}'; before.watched_ms := 0; before.position_ms := 0;
    before.counts_whole := before.counts_whole or before.completed_at is not null;
  end if;
  select coalesce(sum(upper(x) - lower(x)), 0)::int into total from unnest(before.watched + p_ranges) x;
  grown_ms := total - before.watched_ms;
  completed_now := before.completed_at is null and threshold is not null and total >= threshold * s.duration_ms;
  update courses.lesson_progress p set
      video_id = s.video_id,
      duration_ms = s.duration_ms,
      watched = before.watched + p_ranges,
      watched_ms = total,
      counts_whole = before.counts_whole,
      completed_at = case when completed_now then p_now else p.completed_at end,
      position_ms = case when s.seen = '{}' or p_seq > upper(s.seen) - 1 then least(greatest(p_position, 0), s.duration_ms) else before.position_ms end,
      device_label = coalesce(p_device, p.device_label),
      updated_at = p_now
    where p.user_id = p_user and p.lesson_id = s.lesson_id;
end $$;
