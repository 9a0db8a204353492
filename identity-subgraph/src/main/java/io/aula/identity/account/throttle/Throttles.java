package io.aula.identity.account.throttle;

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

    /**
     * Counts one attempt, forgetting what has leaked since; empty, and nothing counted, while blocked. The time that is kept
     * moves by whole leaks only, so that what remains of one is not lost to whoever tries often.
     */
    OptionalInt count(byte[] bucket, Instant now, Limit limit) {
        return sql.resultQuery("""
                        insert into login_throttle as t (bucket, failures, last_failure_at) values (?, 1, ?::timestamptz)
                        on conflict (bucket) do update set blocked_until = null, (failures, last_failure_at) = (
                          select case when leaked < t.failures then t.failures - leaked + 1 else 1 end,
                            case when leaked < t.failures then t.last_failure_at + leaked * leak
                              else excluded.last_failure_at end
                          from (select make_interval(secs => ?::float8) as leak) as period cross join lateral
                            (select case when t.last_failure_at < ?::timestamptz then t.failures else greatest(0, floor(
                              extract(epoch from excluded.last_failure_at - t.last_failure_at)
                                / extract(epoch from leak)))::int end as leaked) as since)
                        where t.blocked_until is null or t.blocked_until <= ?::timestamptz
                        returning failures
                        """, bucket, at(now), limit.leak().toSeconds(), at(now.minus(Limit.MEMORY)), at(now))
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

    /** Takes one attempt back; a block is lifted only where what remains is free, for it is others' too. */
    void forgive(byte[] bucket, Limit limit) {
        sql.execute("""
                update login_throttle set failures = greatest(failures - 1, 0),
                  blocked_until = case when failures - 1 < ? then null else blocked_until end
                where bucket = ?
                """, limit.free(), bucket);
    }

    int deleteOlderThan(Instant instant) {
        return sql.execute("delete from login_throttle where last_failure_at < ?::timestamptz", at(instant));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
