-- People and what proves who they are. Passwords are Argon2id strings; nothing here can be read back into a password.
create table app_user (
  id text primary key,
  handle text not null constraint app_user_handle_shape check (handle ~ '^[a-z0-9][a-z0-9_]{1,29}$'),
  display_name text not null constraint app_user_display_name_length check (char_length(display_name) between 1 and 80),
  email text not null,
  email_verified_at timestamptz,
  locale text not null default 'es',
  headline text,
  bio jsonb not null default '{}',
  links jsonb not null default '[]',
  roles text[] not null default '{LEARNER}'
    constraint app_user_roles_known check (roles <@ '{LEARNER,INSTRUCTOR,MODERATOR,ADMIN}' and 'LEARNER' = any (roles)),
  state text not null default 'ACTIVE' constraint app_user_state_known check (state in ('ACTIVE','SUSPENDED','DELETED')),
  token_epoch int not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  deleted_at timestamptz);
create unique index app_user_email on app_user (lower(email)) where state <> 'DELETED';
create unique index app_user_handle on app_user (handle);

create table credential (
  user_id text not null references app_user on delete cascade,
  kind text not null constraint credential_kind_known check (kind in ('PASSWORD')),
  secret text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (user_id, kind));

-- A person who has not yet shown that the address is theirs. The link's token is kept as its SHA-256 only.
create table sign_up (
  token_hash bytea primary key,
  email text not null,
  display_name text not null,
  locale text not null,
  password_hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null);
create index sign_up_expires on sign_up (expires_at);

-- bucket = SHA-256 of what is throttled, so a mistyped password in the address field is never kept in clear.
create table login_throttle (
  bucket bytea primary key,
  failures int not null,
  last_failure_at timestamptz not null,
  blocked_until timestamptz);
create index login_throttle_age on login_throttle (last_failure_at);
