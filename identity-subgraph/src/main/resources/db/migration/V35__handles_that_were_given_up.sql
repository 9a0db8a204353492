-- A handle that somebody gave up stands in links and in people's heads: for a while it is nobody else's.
create table released_handle (
  handle text constraint released_handle_pk primary key,
  user_id text not null constraint released_handle_user_fk references app_user (id) on delete cascade,
  released_at timestamptz not null);
create index released_handle_user on released_handle (user_id, released_at desc);
