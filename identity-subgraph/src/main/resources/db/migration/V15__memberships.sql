-- A wish to buy may be one for the membership, which is of no course. Nobody has two pages open at which they could take it out.
alter table checkout alter column course_id drop not null;
create unique index checkout_open_membership on checkout (user_id) where status in ('OPEN', 'PROCESSING') and course_id is null;

-- Somebody's membership, as Stripe says it stands; tickets as in checkout. What it costs is what was taken out, whatever the offer costs now.
create table membership (
  id text constraint membership_pk primary key,
  user_id text not null constraint membership_user references app_user,
  checkout_id text not null constraint membership_checkout unique references checkout,
  offer_id text not null constraint membership_offer references offer,
  stripe_subscription_id text not null constraint membership_subscription unique,
  stripe_item_id text,
  stripe_customer_id text,
  status text not null constraint membership_status_known
    check (status in ('INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'UNPAID', 'PAUSED', 'CANCELED')),
  currency text not null,
  amount bigint not null,
  current_period_end timestamptz not null,
  -- When it will end, or has ended; null while it goes on.
  ends_at timestamptz,
  trial_ends_at timestamptz,
  -- Since when a payment is outstanding that is tried again, and until when nothing is taken away for it.
  owing_since timestamptz,
  grace_until timestamptz,
  card_brand text,
  card_last4 text,
  card_month int,
  card_year int,
  ticket bigint not null default 0,
  aligned_ticket bigint not null default 0,
  aligned_at timestamptz,
  -- What its member has been written to about, and before when nobody else writes.
  told_owing timestamptz,
  told_card text,
  tell_after timestamptz not null default now(),
  created_at timestamptz not null default now());
create index membership_of_user on membership (user_id, id desc);
create index membership_of_customer on membership (stripe_customer_id);
create index membership_owing on membership (tell_after) where owing_since is not null;
create index membership_card on membership (card_year, card_month) where ends_at is null and status <> 'CANCELED';
create index membership_to_look_after on membership (aligned_at) where status <> 'CANCELED';

-- What was billed for it, as Stripe says; below nothing is a credit.
create table membership_invoice (
  id text constraint membership_invoice_pk primary key,
  membership_id text not null constraint membership_invoice_membership references membership,
  number text,
  status text not null,
  currency text not null,
  total bigint not null,
  paid bigint not null,
  created_at timestamptz not null,
  url text,
  -- By which it was paid, and what became of that money since.
  stripe_payment_intent_id text constraint membership_invoice_payment unique,
  refunded bigint not null default 0,
  under_way bigint not null default 0,
  dispute text constraint membership_invoice_dispute_known check (dispute in ('OPEN', 'LOST')),
  ticket bigint not null default 0,
  followed_ticket bigint not null default 0);
create index membership_invoice_of_membership on membership_invoice (membership_id, created_at desc);

-- Money moves for an order or for a membership.
alter table ledger_entry
  alter column order_id drop not null,
  add column membership_id text constraint ledger_entry_membership references membership,
  add constraint ledger_entry_of_something check (num_nonnulls(order_id, membership_id) = 1);
create index ledger_entry_of_membership on ledger_entry (membership_id);

alter table stripe_event
  add column subscription_id text,
  add column customer_id text;
