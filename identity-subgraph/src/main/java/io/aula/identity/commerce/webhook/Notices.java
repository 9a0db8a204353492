package io.aula.identity.commerce.webhook;

import io.aula.identity.commerce.payment.Notice;
import io.aula.platform.id.CheckoutId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What was told, once each, until it has been worked on and afterwards. */
@Repository
class Notices {
    private final DSLContext sql;

    Notices(DSLContext sql) {
        this.sql = sql;
    }

    /** One to be worked on. */
    record Due(String id, int attempts, About about) {}

    /** What it names. */
    record About(
            @Nullable CheckoutId checkoutId,
            @Nullable String sessionId,
            @Nullable String paymentIntentId,
            @Nullable String subscriptionId,
            @Nullable String customerId) {}

    /** @param done why there is nothing to do, or null @return false when it was told before */
    boolean insert(Notice notice, @Nullable String done, Instant now) {
        return sql.execute(
                        """
                        insert into stripe_event (id, type, checkout_id, session_id, payment_intent_id, subscription_id, customer_id,
                            created_at, received_at, not_before, handled_at, note)
                          values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?) on conflict (id) do nothing
                        """,
                        notice.id(),
                        notice.type(),
                        notice.checkoutId() == null ? null : notice.checkoutId().text(),
                        notice.sessionId(),
                        notice.paymentIntentId(),
                        notice.subscriptionId(),
                        notice.customerId(),
                        at(notice.createdAt()),
                        at(now),
                        at(now),
                        done == null ? null : at(now),
                        done)
                == 1;
    }

    /** Those whose turn it is, which nobody else takes until then. */
    List<Due> claim(Instant now, Instant until, int most) {
        return sql.fetch("""
                        update stripe_event set not_before = ?::timestamptz, attempts = attempts + 1
                          where id in (select id from stripe_event where handled_at is null and not_before <= ?::timestamptz
                            order by not_before limit ? for update skip locked)
                          returning id, attempts, checkout_id, session_id, payment_intent_id, subscription_id, customer_id
                        """, at(until), at(now), most)
                .map(row -> new Due(
                        row.get("id", String.class),
                        row.get("attempts", Integer.class),
                        new About(
                                checkoutId(row),
                                row.get("session_id", String.class),
                                row.get("payment_intent_id", String.class),
                                row.get("subscription_id", String.class),
                                row.get("customer_id", String.class))));
    }

    private static @Nullable CheckoutId checkoutId(Record row) {
        String named = row.get("checkout_id", String.class);
        return named == null
                ? null
                : CheckoutId.parse(named).orElse(null); // from the wire, before it was looked at there
    }

    void done(List<String> ids, @Nullable String note, Instant now) {
        sql.execute(
                "update stripe_event set handled_at = ?::timestamptz, note = ? where id = any(?::text[])",
                at(now),
                note,
                ids.toArray(String[]::new));
    }

    void failed(String id, String note, Instant notBefore) {
        sql.execute(
                "update stripe_event set not_before = ?::timestamptz, note = ? where id = ?", at(notBefore), note, id);
    }

    /** So far the provider's own list has been read. */
    record Read(String eventId, Instant createdAt) {}

    Optional<Read> read() {
        return sql.fetchOptional("select event_id, created_at from stripe_event_log")
                .map(row -> new Read(
                        row.get("event_id", String.class),
                        row.get("created_at", OffsetDateTime.class).toInstant()));
    }

    /** Of two that read at once the slower may set it back: then some are read again, and known. */
    void keepRead(Read upTo) {
        sql.execute("""
                insert into stripe_event_log (is_only, event_id, created_at) values (true, ?, ?::timestamptz)
                  on conflict (is_only) do update set event_id = excluded.event_id, created_at = excluded.created_at
                """, upTo.eventId(), at(upTo.createdAt()));
    }

    /** What was worked on before then. @return how many, at most {@code most} */
    int forget(Instant before, int most) {
        return sql.execute("""
                delete from stripe_event where id in
                  (select id from stripe_event where handled_at < ?::timestamptz order by handled_at limit ?)
                """, at(before), most);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
