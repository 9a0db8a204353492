-- A personal token is a client that acts for its maker alone, by the same grant as any other, until its secret ends.
alter table oauth_client drop constraint oauth_client_kind_known;
alter table oauth_client add constraint oauth_client_kind_known
  check (kind in ('WEB_SESSION', 'NATIVE', 'CONFIDENTIAL', 'PERSONAL'));
create index oauth_client_of_owner on oauth_client (owner_id, created_at) where deleted_at is null;

-- When a client was last given a token, to a minute: a table of its own, since the client's row is read by everybody.
create table client_use (
  client_id text constraint client_use_pk primary key constraint client_use_client references oauth_client,
  last_used_at timestamptz not null);
-- How often, and when last, its token requests were refused for what: one row for each reason there is.
create table client_refusal (
  client_id text not null constraint client_refusal_client references oauth_client,
  error text not null,
  times bigint not null,
  last_at timestamptz not null,
  constraint client_refusal_pk primary key (client_id, error));
