package io.aula.identity.authserver.code;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** When the codes of {@code oauth2_authorization} were redeemed. */
@Repository
class Redemptions {
    private final DSLContext sql;

    Redemptions(DSLContext sql) {
        this.sql = sql;
    }

    /** An authorization as it stands under its lock. */
    record Held(
            String authorizationId,
            String clientId,
            @Nullable Instant redeemedAt,
            Polling polling) {}

    /** Waits for whoever is redeeming this code; the caller's transaction decides alone from here on. */
    Optional<Held> lock(CodeKind kind, String code) {
        String column = switch (kind) {
            case AUTHORIZATION_CODE -> "authorization_code_value";
            case DEVICE_CODE -> "device_code_value";
        };
        // The second condition: signed out between the code's birth and its redemption.
        return sql.resultQuery(
                        "select id, registered_client_id, redeemed_at, polled_at, poll_interval from oauth2_authorization a where "
                                + column
                                + " = ? and not exists (select 1 from ended_browser_session e where e.id = a.browser_session)"
                                + " for update of a",
                        code)
                .fetchOptional(row -> new Held(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        instant(row.get(2, OffsetDateTime.class)),
                        Polling.of(instant(row.get(3, OffsetDateTime.class)), row.get(4, Integer.class))));
    }

    /** True for the one redemption that counts. */
    boolean claim(String authorizationId, Instant now) {
        return sql.execute("""
                        update oauth2_authorization set redeemed_at = ?::timestamptz
                        where id = ? and redeemed_at is null
                        """, now.atOffset(ZoneOffset.UTC), authorizationId) == 1;
    }

    /** Writes these two columns alone: a poll must not bring an authorization back that was decided meanwhile. */
    void polled(String authorizationId, Instant now, Polling polling) {
        sql.execute(
                "update oauth2_authorization set polled_at = ?::timestamptz, poll_interval = ? where id = ?",
                now.atOffset(ZoneOffset.UTC),
                polling.interval().toSeconds(),
                authorizationId);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }
}
