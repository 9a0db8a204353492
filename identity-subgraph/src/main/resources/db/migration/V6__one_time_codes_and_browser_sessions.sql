-- A code is redeemed by one conditional update of a column that only redemption writes: a poll or a consent that stores the
-- whole authorization again cannot bring a used code back to life.
alter table oauth2_authorization add column redeemed_at timestamptz;
create index oauth2_authorization_device_code on oauth2_authorization (device_code_value);
create index oauth2_authorization_user_code on oauth2_authorization (user_code_value);
-- The browser's sign-in that a session of the gateway came from: ending one of them ends the other.
alter table oauth2_authorization add column browser_session text;
create index oauth2_authorization_browser_session on oauth2_authorization (browser_session);
create table ended_browser_session (
  id text primary key,
  ended_at timestamptz not null);
create index ended_browser_session_age on ended_browser_session (ended_at);
