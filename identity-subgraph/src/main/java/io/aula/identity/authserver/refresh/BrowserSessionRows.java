package io.aula.identity.authserver.refresh;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of {@code ended_browser_session}, and which authorizations came from which browser session. */
@Repository
class BrowserSessionRows {
    private final DSLContext sql;

    BrowserSessionRows(DSLContext sql) {
        this.sql = sql;
    }

    void bind(String session, String code, @Nullable String device, String network) {
        sql.execute("""
                update oauth2_authorization set browser_session = ?, device = ?, network = ?
                where authorization_code_value = ?
                  and registered_client_id in (select id from oauth_client where kind = 'WEB_SESSION')
                """, session, device, network, code);
    }

    Optional<String> sessionOf(String authorizationId) {
        return sql.resultQuery(
                        "select browser_session from oauth2_authorization where id = ? and browser_session is not null",
                        authorizationId)
                .fetchOptionalInto(String.class);
    }

    void end(String session, Instant now) {
        sql.execute("""
                insert into ended_browser_session (id, ended_at) values (?, ?::timestamptz) on conflict (id) do nothing
                """, session, at(now));
    }

    boolean isEnded(String session, String person, int epoch) {
        return sql.resultQuery("""
                        select exists (select 1 from ended_browser_session where id = ?)
                          or not exists (select 1 from app_user where id = ? and token_epoch = ? and state = 'ACTIVE')
                        """, session, person, epoch).fetchSingleInto(Boolean.class);
    }

    void revokeFamilies(String session, Instant now) {
        sql.execute("""
                update token_family set revoked_at = coalesce(revoked_at, ?::timestamptz)
                where authorization_id in (select id from oauth2_authorization where browser_session = ?)
                """, at(now), session);
    }

    int deleteOlderThan(Instant instant) {
        return sql.execute("delete from ended_browser_session where ended_at < ?::timestamptz", at(instant));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
