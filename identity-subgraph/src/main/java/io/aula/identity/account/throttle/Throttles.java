package io.aula.identity.account.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code login_throttle}. */
@Repository
class Throttles {
    private final DSLContext sql;

    Throttles(DSLContext sql) {
        this.sql = sql;
    }

    /** Counts one attempt, forgetting those older than {@code memory}; empty, and nothing counted, while blocked. */
    OptionalInt count(byte[] bucket, Instant now, Duration memory) {
        return sql.resultQuery("""
                        insert into login_throttle as t (bucket, failures, last_failure_at) values (?, 1, ?::timestamptz)
                        on conflict (bucket) do update set last_failure_at = excluded.last_failure_at,
                          blocked_until = null,
                          failures = case when t.last_failure_at < ?::timestamptz then 1 else t.failures + 1 end
                        where t.blocked_until is null or t.blocked_until <= excluded.last_failure_at
                        returning failures
                        """, bucket, at(now), at(now.minus(memory)))
                .fetchOptionalInto(Integer.class)
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    void block(byte[] bucket, Instant until) {
        sql.execute("update login_throttle set blocked_until = ?::timestamptz where bucket = ?", at(until), bucket);
    }

    /** Empty if somebody's success has lifted the block meanwhile. */
    Optional<Instant> blockedUntil(byte[] bucket) {
        return sql.resultQuery(
                        "select blocked_until from login_throttle where bucket = ? and blocked_until is not null",
                        (Object) bucket)
                .fetchOptionalInto(OffsetDateTime.class)
                .map(OffsetDateTime::toInstant);
    }

    void forget(byte[] bucket) {
        sql.execute("delete from login_throttle where bucket = ?", (Object) bucket);
    }

    /** Takes one attempt back. */
    void forgive(byte[] bucket) {
        sql.execute(
                "update login_throttle set failures = greatest(failures - 1, 0), blocked_until = null where bucket = ?",
                (Object) bucket);
    }

    int deleteOlderThan(Instant instant) {
        return sql.execute("delete from login_throttle where last_failure_at < ?::timestamptz", at(instant));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
