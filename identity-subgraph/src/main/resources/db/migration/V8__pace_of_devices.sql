-- When a device asked last whether its code was approved, and how many seconds it has to wait between two questions
-- (RFC 8628 §3.5). Columns of their own, since Spring stores the whole authorization again at each decision.
alter table oauth2_authorization add column polled_at timestamptz;
alter table oauth2_authorization add column poll_interval int
  constraint oauth2_authorization_poll_interval_bounded check (poll_interval between 1 and 60);
