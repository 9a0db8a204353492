-- Where a newcomer was going when they asked for an account, so that the mail leads there from any device.
alter table sign_up add column destination text;
create index sign_up_email on sign_up (lower(email), created_at desc);
