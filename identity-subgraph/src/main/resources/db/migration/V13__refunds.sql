-- How much of a course somebody has watched, copied from what courses tells; what was never told of is nothing.
create table watched (
  user_id text not null,
  course_id text not null,
  share double precision not null constraint watched_share_within check (share between 0 and 1),
  version bigint not null,
  constraint watched_pk primary key (user_id, course_id));

-- Refunds that the rule granted, written before Stripe is asked and carried out until it has answered.
create table refund (
  id text constraint refund_pk primary key,
  order_id text not null constraint refund_order references purchase_order,
  amount bigint not null constraint refund_positive check (amount > 0),
  reason text not null,
  status text not null constraint refund_status_known check (status in ('PENDING', 'DONE', 'FAILED')),
  created_at timestamptz not null);
create unique index refund_pending_one on refund (order_id) where status = 'PENDING';
