package io.aula.identity.commerce.membership;

import static io.aula.identity.commerce.membership.Memberships.at;
import static io.aula.identity.commerce.membership.Memberships.moment;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.platform.id.MembershipId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What was billed for memberships, and what became of the money. */
@Repository
class MembershipBills {
    private final DSLContext sql;

    MembershipBills(DSLContext sql) {
        this.sql = sql;
    }

    void put(MembershipId membershipId, Subscription.Invoice invoice) {
        sql.execute(
                """
                insert into membership_invoice as i (id, membership_id, number, status, currency, total, paid, created_at, url, stripe_payment_intent_id)
                  values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?)
                  on conflict (id) do update set number = excluded.number, status = excluded.status, total = excluded.total,
                    paid = excluded.paid, url = excluded.url,
                    stripe_payment_intent_id = coalesce(excluded.stripe_payment_intent_id, i.stripe_payment_intent_id)
                """,
                invoice.id(),
                membershipId.text(),
                invoice.number(),
                invoice.status().name(),
                invoice.currency().name(),
                invoice.total(),
                invoice.paid(),
                at(invoice.at()),
                invoice.url(),
                invoice.paymentId());
    }

    /** The bill that was paid by this. */
    record Paid(String invoiceId, MembershipId membershipId) {}

    Optional<Paid> paidBy(@Nullable String paymentId) {
        return sql.fetchOptional(
                        "select id, membership_id from membership_invoice where stripe_payment_intent_id = ?",
                        paymentId)
                .map(row -> new Paid(
                        row.get("id", String.class), new MembershipId(row.get("membership_id", String.class))));
    }

    /** As {@link Memberships#ticket}, for what becomes of the money of one bill. */
    long ticket(String invoiceId) {
        return Objects.requireNonNull(sql.fetchOne(
                        "update membership_invoice set ticket = ticket + 1 where id = ? returning ticket", invoiceId))
                .get(0, Long.class);
    }

    /** Held until the end of the transaction; false when a later reading counts already. */
    boolean lock(String invoiceId, long ticket) {
        return sql.fetchOptional(
                        "select id from membership_invoice where id = ? and followed_ticket < ? for update",
                        invoiceId,
                        ticket)
                .isPresent();
    }

    /** What became of the money of a bill. */
    void putAftermath(String invoiceId, long ticket, long refunded, long underWay, @Nullable String dispute) {
        sql.execute(
                "update membership_invoice set followed_ticket = ?, refunded = ?, under_way = ?, dispute = ? where id = ?",
                ticket,
                refunded,
                underWay,
                dispute,
                invoiceId);
    }

    /** Of the last bill for which anything was paid. */
    Access.Bill last(MembershipId membershipId) {
        return sql.fetchOptional("""
                        select case when dispute = 'LOST' or refunded >= paid then 'BACK'
                            when dispute = 'OPEN' or refunded + under_way >= paid then 'HELD' else 'STANDS' end
                          from membership_invoice where membership_id = ? and status = 'PAID' and paid > 0
                          order by created_at desc limit 1
                        """, membershipId.text())
                .map(row -> Access.Bill.valueOf(row.get(0, String.class)))
                .orElse(Access.Bill.STANDS);
    }

    /** Of each the newest first; a draft is not one yet. */
    Map<MembershipId, List<Subscription.Invoice>> of(Collection<MembershipId> membershipIds, int most) {
        return sql.fetch("""
                        select i.* from unnest(?::text[]) m(id) cross join lateral
                          (select * from membership_invoice where membership_id = m.id and status <> 'DRAFT' order by created_at desc limit ?) i
                        """, membershipIds.stream().map(MembershipId::text).toArray(String[]::new), most)
                .intoGroups(row -> new MembershipId(row.get("membership_id", String.class)), MembershipBills::invoice);
    }

    private static Subscription.Invoice invoice(Record row) {
        return new Subscription.Invoice(
                row.get("id", String.class),
                row.get("number", String.class),
                Subscription.Invoice.Status.valueOf(row.get("status", String.class)),
                SaleCurrency.valueOf(row.get("currency", String.class)),
                row.get("total", Long.class),
                row.get("paid", Long.class),
                Objects.requireNonNull(moment(row, "created_at")),
                null,
                row.get("url", String.class),
                row.get("stripe_payment_intent_id", String.class));
    }
}
