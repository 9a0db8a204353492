-- A mail that one need not get carries a link that stops such mails, without a sign-in (RFC 8058).
alter table mail_link drop constraint mail_link_purpose_known;
alter table mail_link add constraint mail_link_purpose_known check (purpose in ('PASSWORD', 'EMAIL', 'EMAIL_BACK', 'MAIL_STOP'));
