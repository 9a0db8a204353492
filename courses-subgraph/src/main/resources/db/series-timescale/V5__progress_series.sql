create extension if not exists timescaledb;
create schema if not exists ts;
create table ts.progress_point (
  at timestamptz not null, user_id text not null, course_id text not null, lesson_id text not null,
  lesson_coverage real not null, course_progress real not null, watched_ms_delta int not null, completed boolean not null default false);
select create_hypertable('ts.progress_point', by_range('at', interval '7 days'));
create index progress_point_of_learner on ts.progress_point (user_id, course_id, at desc);
-- Hypertables make their own chunks; the service calls the same name on both kinds of server.
create function ts.make_partitions(p_from timestamptz, p_months int) returns int language sql as 'select 0';
create view ts.user_daily as
  select time_bucket('1 day', at) as day, user_id, course_id, sum(watched_ms_delta) as watched_ms, count(*) filter (where completed) as completed_lessons
  from ts.progress_point group by 1, 2, 3;
