package io.aula.identity.account.signup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code sign_up}. */
@Repository
class SignUps {
    private final DSLContext sql;

    SignUps(DSLContext sql) {
        this.sql = sql;
    }

    void insert(byte[] tokenHash, SignUp signUp, Instant expires) {
        sql.execute(
                """
                insert into sign_up (token_hash, email, display_name, locale, password_hash, expires_at)
                values (?, ?, ?, ?, ?, ?::timestamptz)
                """,
                tokenHash,
                signUp.email(),
                signUp.displayName(),
                signUp.locale(),
                signUp.passwordHash(),
                expires.atOffset(ZoneOffset.UTC));
    }

    Optional<SignUp> live(byte[] tokenHash, Instant now) {
        return sql.resultQuery("""
                        select email, display_name, locale, password_hash from sign_up
                        where token_hash = ? and expires_at > ?::timestamptz
                        """, tokenHash, now.atOffset(ZoneOffset.UTC))
                .fetchOptional(row -> new SignUp(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, String.class)));
    }

    /** Takes the sign-up, and all others for the same address: a link works once. */
    void deleteFor(String email) {
        sql.execute("delete from sign_up where lower(email) = lower(?)", email);
    }

    int countFor(String email, Instant since) {
        return sql.resultQuery(
                        "select count(*) from sign_up where lower(email) = lower(?) and created_at > ?::timestamptz",
                        email,
                        since.atOffset(ZoneOffset.UTC))
                .fetchSingleInto(Integer.class);
    }

    int deleteExpired(Instant now) {
        return sql.execute("delete from sign_up where expires_at < ?::timestamptz", now.atOffset(ZoneOffset.UTC));
    }
}
