-- A code that takes something off: of courses of its teacher's, or of the membership's first payment. One that ended may come again.
create table promotion (
  id text constraint promotion_pk primary key,
  code text not null constraint promotion_code_shape check (code ~ '^[A-Z0-9][A-Z0-9_-]{2,29}$'),
  percent_off int constraint promotion_percent_within check (percent_off between 1 and 100),
  amount_off bigint constraint promotion_amount_positive check (amount_off > 0),
  currency text,
  of_membership boolean not null,
  max_redemptions int constraint promotion_redemptions_positive check (max_redemptions > 0),
  expires_at timestamptz,
  ended_at timestamptz,
  created_by text not null constraint promotion_maker references app_user,
  created_at timestamptz not null,
  -- What Stripe calls it; made when somebody first wants to pay with it.
  stripe_coupon_id text constraint promotion_at_stripe unique,
  stripe_attempt int not null default 0,
  constraint promotion_of_one_kind check (num_nonnulls(percent_off, amount_off) = 1 and (amount_off is null) = (currency is null)));
create unique index promotion_code_going on promotion (code) where ended_at is null;
create index promotion_of_membership on promotion (created_at desc) where of_membership;

create table promotion_course (
  promotion_id text constraint promotion_course_promotion references promotion,
  course_id text not null,
  constraint promotion_course_pk primary key (promotion_id, course_id));
create index promotion_of_course on promotion_course (course_id);

-- What was taken off when a wish to buy began, and by what; it counts as used while it may still be paid, and once it was.
alter table checkout
  add column promotion_id text constraint checkout_promotion references promotion,
  add column discount bigint not null default 0 constraint checkout_discount_within check (discount between 0 and amount);
create index checkout_of_promotion on checkout (promotion_id) where promotion_id is not null;
