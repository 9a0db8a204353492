-- What can be bought: a course once, or the membership, which covers all courses, by month or by year. Money is minor units.
create table offer (
  id text constraint offer_pk primary key,
  kind text not null constraint offer_kind_known check (kind in ('ONE_TIME', 'SUBSCRIPTION')),
  course_id text,
  covers_all boolean not null,
  billing_interval text constraint offer_interval_known check (billing_interval in ('MONTH', 'YEAR')),
  trial_days int not null default 0 constraint offer_trial_within check (trial_days between 0 and 90),
  active boolean not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint offer_covers_something check (covers_all = (course_id is null)),
  constraint offer_renews_at_an_interval check ((kind = 'SUBSCRIPTION') = (billing_interval is not null)));
create unique index offer_of_what on offer (coalesce(course_id, '*'), kind, coalesce(billing_interval, '-'));
create index offer_of_course on offer (course_id);

-- The first position is the price of whoever names no currency.
create table offer_price (
  offer_id text not null constraint offer_price_offer references offer,
  currency text not null constraint offer_price_currency check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null constraint offer_price_positive check (amount > 0),
  position int not null,
  constraint offer_price_pk primary key (offer_id, currency));
