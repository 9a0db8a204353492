-- What Stripe calls the things that are sold; filled in when somebody first wants to buy, forgotten when a price changes.
alter table offer add column stripe_product_id text constraint offer_product unique;
alter table offer_price add column stripe_price_id text constraint offer_price_at_stripe unique;

create table customer (
  user_id text constraint customer_pk primary key constraint customer_user references app_user,
  stripe_customer_id text not null constraint customer_at_stripe unique);

-- One wish to buy. What it costs is fixed here, before anybody is asked for money. A reading of Stripe takes a ticket before it begins,
-- and counts only if no later one has been settled.
create table checkout (
  id text constraint checkout_pk primary key,
  user_id text not null constraint checkout_user references app_user,
  offer_id text not null constraint checkout_offer references offer,
  course_id text not null,
  currency text not null,
  amount bigint not null constraint checkout_amount_positive check (amount > 0),
  locale text not null,
  status text not null constraint checkout_status_known check (status in ('OPEN', 'PROCESSING', 'PAID', 'FAILED', 'EXPIRED')),
  failure text,
  stripe_session_id text constraint checkout_session unique,
  stripe_payment_intent_id text constraint checkout_payment_intent unique,
  url text,
  opening_until timestamptz,
  ticket bigint not null default 0,
  settled_ticket bigint not null default 0,
  settled_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null default now());
-- Nobody has two pages open at which they could pay for the same.
create unique index checkout_open_one on checkout (user_id, offer_id) where status in ('OPEN', 'PROCESSING');
create index checkout_to_sweep on checkout (coalesce(settled_at, created_at)) where status in ('OPEN', 'PROCESSING');

create sequence order_number;
create table purchase_order (
  id text constraint purchase_order_pk primary key,
  number text not null constraint purchase_order_number unique,
  user_id text not null constraint purchase_order_user references app_user,
  checkout_id text not null constraint purchase_order_checkout unique references checkout,
  payment_id text not null constraint purchase_order_payment unique,
  status text not null constraint purchase_order_status_known check (status in ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')),
  currency text not null,
  subtotal bigint not null,
  discount bigint not null,
  tax bigint not null,
  total bigint not null,
  refunded bigint not null default 0 constraint purchase_order_refunded_within check (refunded between 0 and total),
  paid_at timestamptz not null,
  invoice_url text,
  receipt_url text,
  -- When the buyer got their mail, and before when nobody else writes it.
  told_at timestamptz,
  tell_after timestamptz not null default now());
create index purchase_order_to_tell on purchase_order (tell_after) where told_at is null;
create index purchase_order_of_user on purchase_order (user_id, id desc);

-- What was bought then, whatever the offer has become since.
create table order_line (
  order_id text not null constraint order_line_order references purchase_order,
  offer_id text not null constraint order_line_offer references offer,
  course_id text,
  quantity int not null,
  amount bigint not null,
  constraint order_line_pk primary key (order_id, offer_id));
create index order_line_of_course on order_line (course_id);

-- Every movement of money once, under the name that Stripe gave it; never updated.
create table ledger_entry (
  id text constraint ledger_entry_pk primary key,
  order_id text not null constraint ledger_entry_order references purchase_order,
  kind text not null constraint ledger_entry_kind_known check (kind in ('PAYMENT', 'REFUND')),
  stripe_id text not null,
  currency text not null,
  amount bigint not null,
  at timestamptz not null,
  constraint ledger_entry_once unique (kind, stripe_id));
create index ledger_entry_of_order on ledger_entry (order_id);

-- What Stripe told, once each. Only what it is about is kept: the state is read again at Stripe.
create table stripe_event (
  id text constraint stripe_event_pk primary key,
  type text not null,
  checkout_id text,
  session_id text,
  payment_intent_id text,
  created_at timestamptz not null,
  received_at timestamptz not null,
  not_before timestamptz not null,
  attempts int not null default 0,
  handled_at timestamptz,
  note text);
create index stripe_event_to_do on stripe_event (not_before) where handled_at is null;
