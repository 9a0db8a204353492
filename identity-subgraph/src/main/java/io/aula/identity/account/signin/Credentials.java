package io.aula.identity.account.signin;

import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code credential}. */
@Repository
class Credentials {
    private final DSLContext sql;

    Credentials(DSLContext sql) {
        this.sql = sql;
    }

    Optional<String> passwordHash(UserId account) {
        return sql.resultQuery("select secret from credential where user_id = ? and kind = 'PASSWORD'", account.text())
                .fetchOptionalInto(String.class);
    }

    void setPasswordHash(UserId account, String hash, Instant now) {
        sql.execute("""
                insert into credential (user_id, kind, secret, created_at) values (?, 'PASSWORD', ?, ?::timestamptz)
                on conflict (user_id, kind) do update set secret = excluded.secret, created_at = excluded.created_at
                """, account.text(), hash, now.atOffset(ZoneOffset.UTC));
    }

    void deletePasswordHash(UserId account) {
        sql.execute("delete from credential where user_id = ? and kind = 'PASSWORD'", account.text());
    }

    /** Replaces a hash by a better one of the same password, unless it was changed meanwhile. */
    void renewPasswordHash(UserId account, String old, String renewed) {
        sql.execute(
                "update credential set secret = ? where user_id = ? and kind = 'PASSWORD' and secret = ?",
                renewed,
                account.text(),
                old);
    }

    void touch(UserId account, Instant now) {
        sql.execute(
                "update credential set last_used_at = ?::timestamptz where user_id = ? and kind = 'PASSWORD'",
                now.atOffset(ZoneOffset.UTC),
                account.text());
    }
}
