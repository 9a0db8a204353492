-- Who did what to whom. Written in the transaction of the deed; never updated.
create table audit_event (
  id text primary key,
  at timestamptz not null default now(),
  actor_id text,
  client_id text,
  action text not null,
  target text,
  ip_prefix text,
  detail text);
create index audit_event_target on audit_event (target, at desc);
