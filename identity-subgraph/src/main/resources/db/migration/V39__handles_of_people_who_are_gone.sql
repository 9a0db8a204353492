-- The handle of somebody erased is nobody else's for a while either. It is kept as a digest: what is left of them names nobody.
create table erased_handle (
  digest bytea constraint erased_handle_pk primary key,
  released_at timestamptz not null);
