-- Outbox, inbox, idempotency: the same shape in every PostgreSQL service.
create table idempotency (
  actor text not null, key text not null, request_hash bytea not null, result jsonb,
  at timestamptz not null default now(), primary key (actor, key));
create table outbox (
  seq bigserial primary key, id text not null unique, topic text not null, subject text not null, version bigint not null,
  payload jsonb not null, traceparent text, at timestamptz not null default now(), published_at timestamptz);
create index outbox_pending on outbox (seq) where published_at is null;
create table inbox (
  consumer text not null, event_id text not null, at timestamptz not null default now(), primary key (consumer, event_id));
