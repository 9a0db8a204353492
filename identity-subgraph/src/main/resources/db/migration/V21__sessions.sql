-- From where a browser was given its code, for the list of sessions.
alter table oauth2_authorization
  add column device text,
  add column network text;
-- When a password was last typed for this sign-in; never, for those of before.
alter table token_family add column proved_at timestamptz not null default 'epoch';
