-- An authorization that waits for consent has no token yet, so nothing else says when it may be forgotten.
alter table oauth2_authorization add column created_at timestamptz not null default now();
