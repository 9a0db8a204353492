-- Since when a membership shall end whatever its member wants, because their account is closed, and before when nobody tries it again.
alter table membership
  add column end_wanted_at timestamptz,
  add column end_after timestamptz not null default 'epoch',
  add column end_attempts int not null default 0;
create index membership_to_end on membership (end_after) where end_wanted_at is not null and status <> 'CANCELED';

-- The address that Stripe was told of who pays; empty once the account is erased, null where it was never noted.
alter table customer
  add column told_email text,
  add column tell_after timestamptz not null default 'epoch';

-- Receipts are letters like all other mails: those that nobody wrote yet wait among them now.
insert into letter (id, kind, user_id, words, created_at, next_at)
  select 'ltr_' || substr(o.id, 5), 'RECEIPT', o.user_id,
      array[coalesce((select string_agg(coalesce(nullif(c.title, ''), l.course_id), ', ' order by l.offer_id)
          from order_line l left join course c on c.id = l.course_id where l.order_id = o.id), o.number),
        o.number, o.total::text, o.currency],
      o.paid_at, o.tell_after
    from purchase_order o where o.told_at is null;
drop index purchase_order_to_tell;
alter table purchase_order drop column told_at, drop column tell_after;
-- Who was claimed to be written to is written to by the letters' own clock.
alter table membership drop column tell_after;
create index membership_owing on membership (owing_since) where owing_since is not null;

-- A change that the member's bank wants confirmed before it is made.
alter table membership
  add column pending_offer_id text constraint membership_pending_offer references offer,
  add column pending_invoice_id text,
  add column pending_until timestamptz;
