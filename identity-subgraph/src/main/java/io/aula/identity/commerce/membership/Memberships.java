package io.aula.identity.commerce.membership;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.MembershipId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes memberships. */
@Repository
class Memberships {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration SOME_MINUTES = Duration.ofMinutes(10);

    private final DSLContext sql;

    Memberships(DSLContext sql) {
        this.sql = sql;
    }

    /** What was taken out by a checkout; once. @return its id */
    MembershipId begin(MembershipService.TakenOut wanted, Instant now) {
        sql.execute(
                """
                insert into membership (id, user_id, checkout_id, offer_id, stripe_subscription_id, status, currency, amount, current_period_end, created_at)
                  values (?, ?, ?, ?, ?, 'INCOMPLETE', ?, ?, ?::timestamptz, ?::timestamptz) on conflict do nothing
                """,
                MembershipId.next().text(),
                wanted.userId().text(),
                wanted.checkoutId().text(),
                wanted.offerId().text(),
                wanted.subscriptionId(),
                wanted.price().currency().name(),
                wanted.price().amount(),
                at(now),
                at(now));
        return new MembershipId(Objects.requireNonNull(sql.fetchOne(
                        "select id from membership where stripe_subscription_id = ?", wanted.subscriptionId()))
                .get(0, String.class));
    }

    List<Membership> byIds(Collection<MembershipId> ids) {
        return sql.fetch("select * from membership where id = any(?::text[])", (Object)
                        ids.stream().map(MembershipId::text).toArray(String[]::new))
                .map(Memberships::membership);
    }

    Optional<Membership> byId(MembershipId id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    Map<CheckoutId, Membership> byCheckouts(Collection<CheckoutId> checkoutIds) {
        return sql.fetch("select * from membership where checkout_id = any(?::text[])", (Object)
                        checkoutIds.stream().map(CheckoutId::text).toArray(String[]::new))
                .intoMap(row -> new CheckoutId(row.get("checkout_id", String.class)), Memberships::membership);
    }

    /** One that goes on before one that is over, the latest first. */
    Optional<Membership> of(UserId user) {
        return sql.fetchOptional(
                        "select * from membership where user_id = ? order by status = 'CANCELED', id desc limit 1",
                        user.text())
                .map(Memberships::membership);
    }

    /** Those that an event names: by itself, or by whose card it is about. */
    List<MembershipId> named(@Nullable String subscriptionId, @Nullable String customer) {
        return sql.fetch(
                        "select id from membership where stripe_subscription_id = ? or stripe_customer_id = ? and status <> 'CANCELED' limit 10",
                        subscriptionId,
                        customer)
                .map(row -> new MembershipId(row.get(0, String.class)));
    }

    /** Taken before the provider is read: of two readings the one that began later counts. */
    long ticket(MembershipId id) {
        return Objects.requireNonNull(sql.fetchOne(
                        "update membership set ticket = ticket + 1 where id = ? returning ticket", id.text()))
                .get(0, Long.class);
    }

    /** Held until the end of the transaction; empty when a later reading counts already. */
    Optional<Membership> lock(MembershipId id, long ticket) {
        return sql.fetchOptional(
                        "select * from membership where id = ? and aligned_ticket < ? for update", id.text(), ticket)
                .map(Memberships::membership);
    }

    /** As it stands. */
    void align(Membership now, long ticket, Instant at) {
        Subscription.Card card = now.card();
        Membership.Pending pending = now.pending();
        sql.execute(
                """
                update membership set aligned_ticket = ?, aligned_at = ?::timestamptz, offer_id = ?, stripe_item_id = ?, stripe_customer_id = ?, status = ?,
                    currency = ?, amount = ?, current_period_end = ?::timestamptz, ends_at = ?::timestamptz, trial_ends_at = ?::timestamptz,
                    owing_since = ?::timestamptz, grace_until = ?::timestamptz,
                    pending_offer_id = ?, pending_invoice_id = ?, pending_until = ?::timestamptz,
                    card_brand = ?, card_last4 = ?, card_month = ?, card_year = ?
                  where id = ?
                """,
                ticket,
                at(at),
                now.offerId().text(),
                now.itemId(),
                now.customer(),
                now.status().name(),
                now.price().currency().name(),
                now.price().amount(),
                at(now.currentPeriodEnd()),
                at(now.endsAt()),
                at(now.trialEndsAt()),
                at(now.owingSince()),
                at(now.graceUntil()),
                pending == null ? null : pending.offerId().text(),
                pending == null ? null : pending.invoiceId(),
                pending == null ? null : at(pending.until()),
                card == null ? null : card.brand(),
                card == null ? null : card.last4(),
                card == null ? null : card.month(),
                card == null ? null : card.year(),
                now.id().text());
    }

    /** Whose turn it was, without any answer. */
    void lookedAt(MembershipId id, Instant now) {
        sql.execute("update membership set aligned_at = ?::timestamptz where id = ?", at(now), id.text());
    }

    /** Of which nothing was heard for a day, or whose time ran out without a word. */
    List<MembershipId> neglected(Instant now, int most) {
        return sql.fetch("""
                        select id from membership where status <> 'CANCELED' and (aligned_at is null or aligned_at < ?::timestamptz
                            or coalesce(ends_at, current_period_end) < ?::timestamptz and aligned_at < ?::timestamptz)
                          order by aligned_at nulls first limit ?
                        """, at(now.minus(A_DAY)), at(now), at(now.minus(SOME_MINUTES)), most)
                .map(row -> new MembershipId(row.get(0, String.class)));
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static Membership membership(Record row) {
        String brand = row.get("card_brand", String.class);
        return new Membership(
                new MembershipId(row.get("id", String.class)),
                new UserId(row.get("user_id", String.class)),
                new CheckoutId(row.get("checkout_id", String.class)),
                new OfferId(row.get("offer_id", String.class)),
                row.get("stripe_subscription_id", String.class),
                row.get("stripe_item_id", String.class),
                row.get("stripe_customer_id", String.class),
                Subscription.Status.valueOf(row.get("status", String.class)),
                new Money(row.get("amount", Long.class), SaleCurrency.valueOf(row.get("currency", String.class))),
                Objects.requireNonNull(moment(row, "current_period_end")),
                moment(row, "ends_at"),
                moment(row, "trial_ends_at"),
                moment(row, "owing_since"),
                moment(row, "grace_until"),
                pending(row),
                brand == null
                        ? null
                        : new Subscription.Card(
                                brand,
                                row.get("card_last4", String.class),
                                row.get("card_month", Integer.class),
                                row.get("card_year", Integer.class)));
    }

    private static Membership.@Nullable Pending pending(Record row) {
        Instant until = moment(row, "pending_until");
        return until == null
                ? null
                : new Membership.Pending(
                        new OfferId(row.get("pending_offer_id", String.class)),
                        row.get("pending_invoice_id", String.class),
                        until);
    }

    static @Nullable Instant moment(Record row, String column) {
        OffsetDateTime found = row.get(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }
}
