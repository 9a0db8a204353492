-- Visitors are nobody, so that what they may open is counted by where they come from: the digest of a network, as long as the session.
alter table watch_session add column network bytea;
create index watch_session_of_network on watch_session (network, opened_at) where network is not null;
