package io.aula.identity.commerce.checkout;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.PromotionId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes wishes to buy, and who the provider takes for whom. */
@Repository
class Checkouts {
    private final DSLContext sql;

    Checkouts(DSLContext sql) {
        this.sql = sql;
    }

    List<Checkout> byIds(Collection<CheckoutId> ids) {
        return sql.fetch("select * from checkout where id = any(?::text[])", (Object)
                        ids.stream().map(CheckoutId::text).toArray(String[]::new))
                .map(Checkouts::checkout);
    }

    Optional<Checkout> byId(CheckoutId id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    /** The one that is under way for the same, of which there is one at most: the membership is the same by month and by year. */
    Optional<Checkout> underWay(UserId user, OfferId offerId, boolean isOfMembership) {
        return sql.fetchOptional("""
                        select * from checkout where user_id = ? and status in ('OPEN', 'PROCESSING')
                          and (offer_id = ? or course_id is null and ?::boolean)
                        """, user.text(), offerId.text(), isOfMembership)
                .map(Checkouts::checkout);
    }

    Optional<Checkout> underWay(Checkout wanted) {
        return underWay(wanted.userId(), wanted.offerId(), wanted.courseId() == null);
    }

    /** @return false when one for the same is under way */
    boolean insert(Checkout wanted, Instant now) {
        return sql.execute(
                        """
                        insert into checkout (id, user_id, offer_id, course_id, currency, amount, promotion_id, discount, locale, status, expires_at, created_at)
                          values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?::timestamptz, ?::timestamptz)
                          on conflict do nothing
                        """,
                        wanted.id().text(),
                        wanted.userId().text(),
                        wanted.offerId().text(),
                        wanted.courseId() == null ? null : wanted.courseId().text(),
                        wanted.price().currency().name(),
                        wanted.price().amount(),
                        wanted.promo() == null
                                ? null
                                : wanted.promo().promotionId().text(),
                        wanted.promo() == null ? 0L : wanted.promo().off(),
                        wanted.locale(),
                        at(wanted.expiresAt()),
                        at(now))
                == 1;
    }

    /** Whether this caller opens the page; everybody else waits for it, at most until then. */
    boolean claimOpening(CheckoutId id, Instant now, Instant until) {
        return sql.execute("""
                        update checkout set opening_until = ?::timestamptz where id = ? and stripe_session_id is null
                          and status = 'OPEN' and (opening_until is null or opening_until <= ?::timestamptz)
                        """, at(until), id.text(), at(now)) == 1;
    }

    void releaseOpening(CheckoutId id) {
        sql.execute("update checkout set opening_until = null where id = ? and stripe_session_id is null", id.text());
    }

    void opened(CheckoutId id, PaymentProvider.Page page) {
        sql.execute(
                "update checkout set stripe_session_id = ?, url = ? where id = ? and coalesce(stripe_session_id, ?) = ?",
                page.sessionId(),
                page.url(),
                id.text(),
                page.sessionId(),
                page.sessionId());
    }

    /** What an event names as belonging to it, where that was not written down here: our own answer from the provider was lost. */
    void learn(CheckoutId id, @Nullable String sessionId, @Nullable String paymentIntentId) {
        sql.execute("""
                update checkout set stripe_session_id = coalesce(stripe_session_id, ?),
                  stripe_payment_intent_id = coalesce(stripe_payment_intent_id, ?) where id = ?
                """, sessionId, paymentIntentId, id.text());
    }

    Optional<CheckoutId> named(@Nullable CheckoutId id, @Nullable String sessionId, @Nullable String paymentIntentId) {
        return sql.fetchOptional(
                        "select id from checkout where id = ? or stripe_session_id = ? or stripe_payment_intent_id = ? limit 1",
                        id == null ? null : id.text(),
                        sessionId,
                        paymentIntentId)
                .map(row -> new CheckoutId(row.get(0, String.class)));
    }

    /** Taken before the provider is read: of two readings the one that began later counts. */
    long ticket(CheckoutId id) {
        return Objects.requireNonNull(sql.fetchOne(
                        "update checkout set ticket = ticket + 1 where id = ? returning ticket", id.text()))
                .get(0, Long.class);
    }

    /** Held until the end of the transaction; empty when a later reading counts already. */
    Optional<Checkout> lock(CheckoutId id, long ticket) {
        return sql.fetchOptional(
                        "select * from checkout where id = ? and settled_ticket < ? for update", id.text(), ticket)
                .map(Checkouts::checkout);
    }

    void align(
            CheckoutId id,
            long ticket,
            Checkout.Status status,
            @Nullable String failure,
            @Nullable String paymentIntentId,
            Instant now) {
        sql.execute("""
                update checkout set settled_ticket = ?, status = ?, failure = ?, settled_at = ?::timestamptz,
                  stripe_payment_intent_id = coalesce(stripe_payment_intent_id, ?) where id = ?
                """, ticket, status.name(), failure, at(now), paymentIntentId, id.text());
    }

    /** Of those under way, whose page nobody has looked after since then: the ones left alone the longest. */
    List<CheckoutId> neglected(Instant since, int most) {
        return sql.fetch("""
                        select id from checkout where status in ('OPEN', 'PROCESSING')
                          and (stripe_session_id is not null or expires_at < ?::timestamptz)
                          and coalesce(settled_at, created_at) < ?::timestamptz order by coalesce(settled_at, created_at) limit ?
                        """, at(since), at(since), most).map(row -> new CheckoutId(row.get(0, String.class)));
    }

    /** Whose turn it was, without any answer. */
    void lookedAt(CheckoutId id, Instant now) {
        sql.execute("update checkout set settled_at = ?::timestamptz where id = ?", at(now), id.text());
    }

    /** One for which no page was ever made, and now never will be. */
    void giveUp(CheckoutId id, Instant now) {
        sql.execute(
                "update checkout set status = 'EXPIRED', settled_at = ?::timestamptz where id = ? and stripe_session_id is null",
                at(now),
                id.text());
    }

    /** The provider refused, and the next try is another one: what was asked for under the old name stays refused. */
    void nextAttempt(CheckoutId id) {
        sql.execute("update checkout set attempt = attempt + 1 where id = ? and stripe_session_id is null", id.text());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Checkout checkout(Record row) {
        String course = row.get("course_id", String.class);
        String promotion = row.get("promotion_id", String.class);
        return new Checkout(
                new CheckoutId(row.get("id", String.class)),
                new UserId(row.get("user_id", String.class)),
                new OfferId(row.get("offer_id", String.class)),
                course == null ? null : new CourseId(course),
                new Money(row.get("amount", Long.class), SaleCurrency.valueOf(row.get("currency", String.class))),
                promotion == null
                        ? null
                        : new Checkout.Promo(new PromotionId(promotion), row.get("discount", Long.class)),
                row.get("locale", String.class),
                row.get("attempt", Integer.class),
                Checkout.Status.valueOf(row.get("status", String.class)),
                row.get("failure", String.class),
                row.get("stripe_session_id", String.class),
                row.get("stripe_payment_intent_id", String.class),
                row.get("url", String.class),
                row.get("expires_at", OffsetDateTime.class).toInstant());
    }
}
