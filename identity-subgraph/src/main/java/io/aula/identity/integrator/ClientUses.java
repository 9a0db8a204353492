package io.aula.identity.integrator;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code client_use} and {@code client_refusal}. */
@Repository
class ClientUses {
    /** A client that asks often writes its row once in this time. */
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final DSLContext sql;

    ClientUses(DSLContext sql) {
        this.sql = sql;
    }

    void used(String clientId, Instant now) {
        sql.execute("""
                insert into client_use (client_id, last_used_at) values (?, ?::timestamptz)
                on conflict (client_id) do update set last_used_at = excluded.last_used_at
                where client_use.last_used_at < ?::timestamptz
                """, clientId, at(now), at(now.minus(GRAIN)));
    }

    /** Nothing for a name that is no client's: strangers make no rows. */
    void refused(String clientId, String error, Instant now) {
        sql.execute("""
                insert into client_refusal (client_id, error, times, last_at)
                select id, ?, 1, ?::timestamptz from oauth_client where id = ? and deleted_at is null
                on conflict (client_id, error) do update
                set times = client_refusal.times + 1, last_at = greatest(client_refusal.last_at, excluded.last_at)
                """, error, at(now), clientId);
    }

    Map<String, Instant> lastUses(Collection<String> clientIds) {
        return sql.resultQuery(
                        "select client_id, last_used_at from client_use where client_id = any(?::text[])",
                        (Object) clientIds.toArray(String[]::new))
                .fetchMap(
                        row -> row.get("client_id", String.class),
                        row -> row.get("last_used_at", OffsetDateTime.class).toInstant());
    }

    /** By their client, the last one first. */
    Map<String, List<TokenRefusal>> refusals(Collection<String> clientIds) {
        return sql.resultQuery("""
                        select client_id, error, times, last_at from client_refusal
                        where client_id = any(?::text[]) order by last_at desc, error
                        """, (Object) clientIds.toArray(String[]::new))
                .fetchGroups(
                        row -> row.get("client_id", String.class),
                        row -> new TokenRefusal(
                                row.get("error", String.class),
                                row.get("times", Long.class),
                                row.get("last_at", OffsetDateTime.class).toInstant()));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
