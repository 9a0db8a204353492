create table oauth_client (
  id text primary key,
  owner_id text references app_user,
  name text not null,
  kind text not null constraint oauth_client_kind_known check (kind in ('WEB_SESSION','NATIVE','CONFIDENTIAL')),
  redirect_uris text[] not null,
  post_logout_redirect_uris text[] not null default '{}',
  grant_types text[] not null,
  scopes text[] not null,
  first_party boolean not null default false,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint oauth_client_owner_for_own_work check (not 'client_credentials' = any (grant_types) or owner_id is not null));
-- Secrets are 256 random bits, so SHA-256 is enough; two may live at once while one is being replaced.
create table oauth_client_secret (
  client_id text not null references oauth_client,
  secret_hash bytea not null,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (client_id, secret_hash));

create table signing_key (
  kid text primary key,
  alg text not null,
  public_jwk jsonb not null,
  private_enc bytea not null,
  not_before timestamptz not null,
  retire_at timestamptz not null);

-- Spring Authorization Server's own two tables, blob → text and timestamp → timestamptz as its header asks on PostgreSQL.
create table oauth2_authorization (
  id varchar(100) primary key,
  registered_client_id varchar(100) not null,
  principal_name varchar(200) not null,
  authorization_grant_type varchar(100) not null,
  authorized_scopes varchar(1000) default null,
  attributes text default null,
  state varchar(500) default null,
  authorization_code_value text default null,
  authorization_code_issued_at timestamptz default null,
  authorization_code_expires_at timestamptz default null,
  authorization_code_metadata text default null,
  access_token_value text default null,
  access_token_issued_at timestamptz default null,
  access_token_expires_at timestamptz default null,
  access_token_metadata text default null,
  access_token_type varchar(100) default null,
  access_token_scopes varchar(1000) default null,
  oidc_id_token_value text default null,
  oidc_id_token_issued_at timestamptz default null,
  oidc_id_token_expires_at timestamptz default null,
  oidc_id_token_metadata text default null,
  refresh_token_value text default null,
  refresh_token_issued_at timestamptz default null,
  refresh_token_expires_at timestamptz default null,
  refresh_token_metadata text default null,
  user_code_value text default null,
  user_code_issued_at timestamptz default null,
  user_code_expires_at timestamptz default null,
  user_code_metadata text default null,
  device_code_value text default null,
  device_code_issued_at timestamptz default null,
  device_code_expires_at timestamptz default null,
  device_code_metadata text default null);
create index oauth2_authorization_code on oauth2_authorization (authorization_code_value);
create index oauth2_authorization_state on oauth2_authorization (state);
create index oauth2_authorization_access on oauth2_authorization (access_token_value);
create index oauth2_authorization_refresh on oauth2_authorization (refresh_token_value);
create index oauth2_authorization_id_token on oauth2_authorization (oidc_id_token_value);
create index oauth2_authorization_principal on oauth2_authorization (principal_name);
create table oauth2_authorization_consent (
  registered_client_id varchar(100) not null,
  principal_name varchar(200) not null,
  authorities varchar(1000) not null,
  primary key (registered_client_id, principal_name));

-- One family per sign-in of a client; its row is the lock under which rotation is decided.
create table token_family (
  authorization_id varchar(100) primary key,
  user_id text not null references app_user on delete cascade,
  client_id text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  revoked_at timestamptz);
create index token_family_user on token_family (user_id);
-- parent = the token this one was given for. A lost answer may give one parent several children; the first child used wins.
create table refresh_token (
  hash bytea primary key,
  authorization_id varchar(100) not null references token_family on delete cascade,
  parent bytea,
  spent_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null default now());
create index refresh_token_family on refresh_token (authorization_id);
create index refresh_token_parent on refresh_token (parent);
