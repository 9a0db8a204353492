-- The twin of series-timescale for servers without the extension: native partitions by month, made ahead by the service.
create schema if not exists ts;
create table ts.progress_point (
  at timestamptz not null, user_id text not null, course_id text not null, lesson_id text not null,
  lesson_coverage real not null, course_progress real not null, watched_ms_delta int not null, completed boolean not null default false
) partition by range (at);
create index progress_point_of_learner on ts.progress_point (user_id, course_id, at desc);
-- What falls outside the months made ahead is kept rather than refused.
create table ts.progress_point_rest partition of ts.progress_point default;

create function ts.make_partitions(p_from timestamptz, p_months int) returns int language plpgsql as $$
declare first_day date; made int := 0; name text;
begin
  for i in 0..p_months - 1 loop
    first_day := (date_trunc('month', p_from at time zone 'UTC') + make_interval(months => i))::date;
    name := 'progress_point_' || to_char(first_day, 'YYYYMM');
    if to_regclass('ts.' || name) is null then
      execute format('create table ts.%I partition of ts.progress_point for values from (%L) to (%L)',
        name, first_day::text || ' 00:00+00', (first_day + interval '1 month')::date::text || ' 00:00+00');
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
select ts.make_partitions(now(), 4);

create view ts.user_daily as
  select date_trunc('day', at) as day, user_id, course_id, sum(watched_ms_delta) as watched_ms, count(*) filter (where completed) as completed_lessons
  from ts.progress_point group by 1, 2, 3;
