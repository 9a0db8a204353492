package io.aula.devstack.reconcile;

import java.util.List;

/** What is sold, paid and opened by it: identity's rows against each other and against courses' copies. */
record MoneyReconciliation(Records identity, Records courses) {

    /** What identity decides and courses opens by, and the other way round who teaches what. */
    void compare(List<Differences> all) {
        all.add(Differences.between(
                "free courses, copies in courses",
                identity.column(
                        "select id || ' ' || coalesce(is_free::text, 'unknown') || ' ' || offer_version from course"),
                courses.column("select id || ' ' || is_free || ' ' || offer_version from course"),
                List.of()));
        all.add(Differences.between(
                "courses and their staff, copies in identity",
                courses.column("select c.id || ' ' || c.owner_id || ' ' ||"
                        + " (select string_agg(staff.id, ',' order by staff.id collate \"C\") from (select"
                        + " c.owner_id id union select user_id from course_instructor where course_id = c.id)"
                        + " staff) from course c"),
                identity.column("select c.id || ' ' || coalesce(c.owner_id, 'unknown') || ' ' ||"
                        + " (select string_agg(staff.id, ',' order by staff.id collate \"C\") from (select"
                        + " c.owner_id id union select unnest(c.staff)) staff) from course c"),
                List.of()));
        String rights =
                "select id || ' ' || user_id || ' ' || coalesce(course_id, '*') || ' ' || source || ' ' || state || ' '"
                        + " || (extract(epoch from starts_at) * 1000000)::bigint || ' '"
                        + " || coalesce((extract(epoch from ends_at) * 1000000)::bigint::text, 'open') || ' ' || version from entitlement";
        all.add(Differences.between(
                "rights, copies in courses",
                identity.column(rights + " where user_id not in (select id from app_user where state = 'DELETED')"),
                courses.column(rights),
                List.of()));
        orders(all);
    }

    /** Money against what it gives a right to, and against itself. */
    private void orders(List<Differences> all) {
        all.add(Differences.between(
                "orders, rights",
                identity.column("select o.id || ' ' || o.user_id || ' ' || coalesce(l.course_id, '*') || ' ' || case"
                        + " when o.dispute = 'LOST' or o.refunded > 0 and o.refunded = o.total then 'REVOKED'"
                        + " when o.dispute = 'OPEN' or o.under_way > 0 and o.refunded + o.under_way = o.total then 'SUSPENDED'"
                        + " else 'ACTIVE' end from purchase_order o join order_line l on l.order_id = o.id"),
                identity.column("select source_id || ' ' || user_id || ' ' || coalesce(course_id, '*') || ' ' || state"
                        + " from entitlement where source = 'ORDER'"),
                List.of()));
        all.add(Differences.between(
                "orders, entries in the ledger",
                identity.column(
                        "select id || ' ' || currency || ' ' || total || ' ' || refunded || ' ' || (dispute is not null)"
                                + " from purchase_order"),
                identity.column("select order_id || ' ' || min(currency) || ' '"
                        + " || sum(amount) filter (where kind = 'PAYMENT') || ' '"
                        + " || coalesce(sum(case kind when 'REFUND' then amount when 'REFUND_REVERSED' then -amount end), 0) || ' '"
                        + " || (coalesce(sum(case kind when 'DISPUTE' then amount when 'DISPUTE_REVERSED' then -amount end), 0) > 0)"
                        + " from ledger_entry where order_id is not null group by order_id"),
                List.of()));
        all.add(Differences.between(
                "orders that went back, refunds",
                identity.column("select id || ' ' || refunded || ' ' || under_way from purchase_order"
                        + " where refunded + under_way > 0"),
                identity.column(
                        "select order_id || ' ' || coalesce(sum(amount) filter (where status = 'SUCCEEDED'), 0) || ' '"
                                + " || coalesce(sum(amount) filter (where status = 'PENDING'), 0) from refund"
                                + " where stripe_refund_id is not null and status <> 'FAILED' group by order_id"),
                List.of()));
        all.add(Differences.between(
                "paid checkouts, orders and memberships",
                identity.column("select id from checkout where status = 'PAID'"),
                identity.column("select checkout_id from purchase_order union all select checkout_id from membership"),
                List.of()));
        memberships(all);
        all.add(new Differences(
                "what the payment provider told, worked on",
                List.of(),
                identity.column("select id || ' ' || type || coalesce(': ' || note, '') from stripe_event"
                        + " where handled_at is null and received_at < now() - interval '1 minute'")));
    }

    private void memberships(List<Differences> all) {
        all.add(Differences.between(
                "memberships, rights",
                identity.column(
                        "select m.id || ' ' || m.user_id || ' ' || case when m.status = 'CANCELED' then 'EXPIRED'"
                                + " when b.dispute = 'LOST' or b.refunded >= b.paid then 'REVOKED'"
                                + " when b.dispute = 'OPEN' or b.refunded + b.under_way >= b.paid then 'SUSPENDED'"
                                + " when m.status in ('ACTIVE', 'TRIALING') then 'ACTIVE' when m.status = 'PAST_DUE' then 'GRACE'"
                                + " else 'SUSPENDED' end from membership m left join lateral (select * from membership_invoice i"
                                + " where i.membership_id = m.id and i.status = 'PAID' and i.paid > 0 order by i.created_at desc limit 1)"
                                + " b on true where m.aligned_ticket > 0"),
                // A right that ran out by itself is noted as such before anybody has read the membership again.
                identity.column(
                        "select e.source_id || ' ' || e.user_id || ' ' || case when e.state = 'EXPIRED' and e.ends_at <= now()"
                                + " and m.status in ('ACTIVE', 'TRIALING') then 'ACTIVE' when e.state = 'EXPIRED' and e.ends_at <= now()"
                                + " and m.status = 'PAST_DUE' then 'GRACE' else e.state end"
                                + " from entitlement e join membership m on m.id = e.source_id"
                                + " where e.source = 'MEMBERSHIP' and e.course_id is null"),
                List.of()));
        all.add(Differences.between(
                "bills of memberships, entries in the ledger",
                identity.column(
                        "select id || ' ' || membership_id || ' ' || currency || ' ' || paid from membership_invoice"
                                + " where status = 'PAID' and paid > 0"),
                identity.column(
                        "select stripe_id || ' ' || membership_id || ' ' || currency || ' ' || amount from ledger_entry"
                                + " where membership_id is not null and kind = 'PAYMENT'"),
                List.of()));
        all.add(new Differences(
                "memberships of closed accounts, over",
                List.of(),
                identity.column("select m.id || ' ' || m.status from membership m join app_user u on u.id = m.user_id"
                        + " where u.state <> 'ACTIVE' and m.status <> 'CANCELED'"
                        + " and coalesce(m.end_wanted_at, 'epoch') < now() - interval '1 minute'")));
        all.add(new Differences(
                "addresses of people, told to the payment provider",
                List.of(),
                identity.column("select c.user_id from customer c join app_user u on u.id = c.user_id"
                        + " where c.stripe_customer_id is not null and u.email_verified_at < now() - interval '3 minutes'"
                        + " and c.told_email is distinct from case u.state when 'DELETED' then '' else u.email end")));
        all.add(new Differences(
                "memberships, read within a day",
                List.of(),
                identity.column("select id || ' ' || status from membership where status <> 'CANCELED'"
                        + " and (aligned_at is null or aligned_at < now() - interval '26 hours')")));
    }
}
