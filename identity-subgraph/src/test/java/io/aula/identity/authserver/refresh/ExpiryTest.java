package io.aula.identity.authserver.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static EmbeddedPostgres postgres;
    private static DSLContext sql;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        sql = DSL.using(postgres.getPostgresDatabase(), SQLDialect.POSTGRES);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void anAuthorizationIsForgottenOnceNothingItGaveIsGoodAnyMore() {
        authorization("all_past", "2026-11-24T11:00Z", "2026-11-24T11:30Z", "2026-11-20T00:00Z");
        authorization("access_good", "2026-11-24T12:05Z", null, "2026-11-24T00:00Z");
        authorization("refresh_good", "2026-11-24T11:00Z", "2026-12-01T00:00Z", "2026-11-24T00:00Z");
        authorization("abandoned_consent", null, null, "2026-11-24T10:00Z");
        authorization("consent_under_way", null, null, "2026-11-24T11:50Z");
        authorization("rotated", "2026-11-24T11:00Z", "2026-11-24T11:30Z", "2026-11-20T00:00Z");
        family("rotated", "2026-12-01T00:00Z");
        family("all_past", "2026-11-24T11:30Z");

        new TokenFamilies(new RefreshTokens(sql), owner -> {}, Clock.fixed(NOW, ZoneOffset.UTC)).forgetExpired();

        assertThat(sql.fetch("select id from oauth2_authorization order by id").into(String.class))
                .containsExactly("access_good", "consent_under_way", "refresh_good", "rotated");
        assertThat(sql.fetch("select authorization_id from token_family").into(String.class))
                .containsExactly("rotated");
    }

    private static void authorization(String id, String access, String refresh, String created) {
        sql.execute("""
                insert into oauth2_authorization (id, registered_client_id, principal_name, authorization_grant_type,
                  access_token_expires_at, refresh_token_expires_at, created_at)
                values (?, 'spa', 'usr', 'authorization_code', ?::timestamptz, ?::timestamptz, ?::timestamptz)
                """, id, access, refresh, created);
    }

    private static void family(String id, String expires) {
        sql.execute(
                "insert into app_user (id, handle, display_name, email) values (?, ?, 'A person', ?)",
                "usr_" + id,
                id,
                id + "@aula.test");
        sql.execute(
                "insert into token_family (authorization_id, user_id, client_id) values (?, ?, 'spa')",
                id,
                "usr_" + id);
        sql.execute(
                "insert into refresh_token (hash, authorization_id, expires_at) values (?, ?, ?::timestamptz)",
                id.getBytes(StandardCharsets.UTF_8),
                id,
                expires);
    }
}
