-- Somebody who leaves is first let in nowhere, and then forgotten; nobody of the living has a name like what their row is left with.
alter table app_user drop constraint app_user_state_known;
alter table app_user add constraint app_user_state_known check (state in ('ACTIVE', 'SUSPENDED', 'CLOSING', 'DELETED'));
alter table app_user drop constraint app_user_handle_shape;
alter table app_user add constraint app_user_handle_shape check (handle ~ '^[a-z0-9][a-z0-9_]{1,29}$' or state = 'DELETED');

-- Who wants to be gone, and how far that is. The address is kept for the last mail, and no longer.
create table erasure (
  user_id text constraint erasure_pk primary key constraint erasure_user references app_user,
  address text,
  locale text not null,
  asked_at timestamptz not null,
  -- No token of theirs lives any more.
  erase_after timestamptz not null,
  erased_at timestamptz,
  next_at timestamptz not null,
  attempts int not null default 0,
  done_at timestamptz,
  constraint erasure_forgets_the_address check (done_at is null or address is null));
create index erasure_to_do on erasure (next_at) where done_at is null;
create index erasure_latest on erasure (asked_at desc, user_id desc);

-- Stores of other services in which nothing is left.
create table erasure_confirmation (
  user_id text not null constraint erasure_confirmation_of references erasure,
  store text not null constraint erasure_confirmation_store_known check (store in ('COURSES', 'COMMENTS', 'GRAPH')),
  at timestamptz not null,
  constraint erasure_confirmation_pk primary key (user_id, store));

-- One's own data as a file: one for each person, the last that was asked for.
create table data_export (
  user_id text constraint data_export_pk primary key constraint data_export_user references app_user,
  id text not null constraint data_export_id unique,
  asked_at timestamptz not null,
  next_at timestamptz not null,
  attempts int not null default 0,
  failed_at timestamptz,
  ready_at timestamptz,
  expires_at timestamptz,
  archive bytea,
  constraint data_export_ready_to_be_fetched check ((ready_at is null) = (expires_at is null)));
create index data_export_to_make on data_export (next_at) where ready_at is null and failed_at is null;
create index data_export_to_forget on data_export (expires_at) where archive is not null;
