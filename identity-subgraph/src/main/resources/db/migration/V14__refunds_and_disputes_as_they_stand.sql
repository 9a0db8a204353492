-- A refund stands as Stripe says, whoever began it: ours are written before Stripe is asked and have a reason, others are
-- written when they are first read.
alter table refund
  add column stripe_refund_id text constraint refund_at_stripe unique,
  alter column reason drop not null;
alter table refund drop constraint refund_status_known;
update refund set status = 'SUCCEEDED' where status = 'DONE';
alter table refund add constraint refund_status_known check (status in ('PENDING', 'SUCCEEDED', 'FAILED'));
drop index refund_pending_one;
create unique index refund_pending_one on refund (order_id) where status = 'PENDING' and reason is not null;
create index refund_of_order on refund (order_id);
-- What was booked until now succeeded; each gets its name, and those that were begun at Stripe a row.
with ours as (select id, order_id, amount, row_number() over (partition by order_id, amount order by created_at, id) as n
    from refund where status = 'SUCCEEDED'),
  booked as (select stripe_id, order_id, amount, row_number() over (partition by order_id, amount order by at, stripe_id) as n
    from ledger_entry where kind = 'REFUND')
update refund r set stripe_refund_id = booked.stripe_id from ours join booked using (order_id, amount, n) where r.id = ours.id;
insert into refund (id, order_id, amount, status, stripe_refund_id, created_at)
  select 'rfd_' || substr(l.id, 5), l.order_id, l.amount, 'SUCCEEDED', l.stripe_id, l.at from ledger_entry l
    where l.kind = 'REFUND' and not exists (select 1 from refund r where r.stripe_refund_id = l.stripe_id);

-- What is on its way back, and whether the buyer's bank asks for the money, or has kept it.
alter table purchase_order
  add column under_way bigint not null default 0 constraint purchase_order_under_way_positive check (under_way >= 0),
  add column dispute text constraint purchase_order_dispute_known check (dispute in ('OPEN', 'LOST'));
alter table purchase_order drop constraint purchase_order_status_known;
alter table purchase_order add constraint purchase_order_status_known
  check (status in ('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'DISPUTED'));

-- What went and came back is two entries: none is ever changed.
alter table ledger_entry drop constraint ledger_entry_kind_known;
alter table ledger_entry add constraint ledger_entry_kind_known
  check (kind in ('PAYMENT', 'REFUND', 'REFUND_REVERSED', 'DISPUTE', 'DISPUTE_REVERSED'));

-- How often Stripe refused what was asked for by these names: the next try has another key, or it would hear the same refusal.
alter table customer
  alter column stripe_customer_id drop not null,
  add column attempt int not null default 0;
alter table offer add column stripe_attempt int not null default 0;
alter table checkout add column attempt int not null default 0;

-- How far Stripe's own list of events has been read.
create table stripe_event_log (
  is_only boolean constraint stripe_event_log_pk primary key constraint stripe_event_log_one check (is_only),
  event_id text not null,
  created_at timestamptz not null);
-- Disputes, and refunds that did not succeed, were told and passed over: what they are about is read again.
update stripe_event set handled_at = null, not_before = now()
  where type like 'refund.%' or type like 'charge.refund%' or type like 'charge.dispute.%';
create index stripe_event_to_forget on stripe_event (handled_at) where handled_at is not null;
