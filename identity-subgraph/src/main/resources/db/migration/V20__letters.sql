-- Mails that wait to be written: who gets them and what they are of. The secret of a link is drawn when its mail is written, so that it
-- stands nowhere.
create table letter (
  id text constraint letter_pk primary key,
  kind text not null,
  -- Null: whoever has the address.
  user_id text constraint letter_user references app_user,
  -- Null: the person's own, as it is when the mail is written.
  address text,
  -- Null: the person's own.
  locale text,
  words text[] not null,
  link text,
  created_at timestamptz not null,
  next_at timestamptz not null,
  attempts int not null default 0,
  done_at timestamptz,
  constraint letter_to_somebody check (user_id is not null or address is not null));
create index letter_to_write on letter (next_at) where done_at is null;
create index letter_of_user on letter (user_id, kind, created_at);
create index letter_of_address on letter (address, kind, created_at);
create index letter_done on letter (done_at);

-- What a link in a mail opens, once. Kept as its SHA-256; sent to this address. One with which to choose a password is worth nothing
-- once the person has another address; one that brings an address back is for just that case.
create table mail_link (
  token_hash bytea constraint mail_link_pk primary key,
  purpose text not null constraint mail_link_purpose_known check (purpose in ('PASSWORD', 'EMAIL', 'EMAIL_BACK')),
  user_id text not null constraint mail_link_user references app_user on delete cascade,
  address text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz);
create index mail_link_of_user on mail_link (user_id, purpose, created_at);
create index mail_link_expires on mail_link (expires_at);

-- An address that somebody wants in the place of theirs, until its owner says so too.
create table email_change (
  user_id text constraint email_change_pk primary key constraint email_change_user references app_user on delete cascade,
  address text not null,
  asked_at timestamptz not null);
