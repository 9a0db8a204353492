-- Sessions of players that ended are removed after some days, the oldest first.
create index watch_session_ended on watch_session (expires_at);
