package io.aula.identity.account.signup;

import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.signin.Newcomers.Newcomer;
import io.aula.identity.account.visit.Destination;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Rows of {@code sign_up}. A row outlives its link for some days, so that its mail can be asked for again. */
@Repository
class SignUps {
    private static final String COLUMNS = "email, display_name, locale, password_hash, destination";

    private final DSLContext sql;

    SignUps(DSLContext sql) {
        this.sql = sql;
    }

    void insert(byte[] tokenHash, SignUp signUp, Instant now, Instant expires) {
        sql.execute(
                """
                insert into sign_up (token_hash, email, display_name, locale, password_hash, destination,
                  created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
                """,
                tokenHash,
                signUp.email().value(),
                signUp.displayName(),
                signUp.locale(),
                signUp.passwordHash(),
                signUp.destination().map(Destination::path).orElse(null),
                at(now),
                at(expires));
    }

    /** Whether its link is good or not. */
    Optional<SignUp> find(byte[] tokenHash) {
        return sql.resultQuery("select " + COLUMNS + " from sign_up where token_hash = ?", (Object) tokenHash)
                .fetchOptional(SignUps::read);
    }

    boolean isLive(byte[] tokenHash, Instant now) {
        return sql.resultQuery(
                        "select exists (select 1 from sign_up where token_hash = ? and expires_at > ?::timestamptz)",
                        tokenHash,
                        at(now))
                .fetchSingleInto(Boolean.class);
    }

    /** Waits for whoever confirms the same address, by whichever of its links; in one order, so that no two wait for each other. */
    void lock(EmailAddress email) {
        sql.execute("select 1 from sign_up where lower(email) = any (?) order by token_hash for update", (Object)
                spellings(email));
    }

    /** Takes the sign-up of a link that is still good: of several that ask at once, one gets it. */
    Optional<SignUp> claim(byte[] tokenHash, Instant now) {
        return sql.resultQuery(
                        "delete from sign_up where token_hash = ? and expires_at > ?::timestamptz returning " + COLUMNS,
                        tokenHash,
                        at(now))
                .fetchOptional(SignUps::read);
    }

    /** The last of an address, newest first; of those with the same password, which a repeated mail makes, the newest. */
    List<Newcomer> newest(EmailAddress email, int atMost) {
        return sql.resultQuery("""
                        select encode(token_hash, 'hex'), password_hash from (
                          select distinct on (password_hash) token_hash, password_hash, created_at from sign_up
                          where lower(email) = any (?) order by password_hash, created_at desc) as last
                        order by created_at desc limit ?
                        """, spellings(email), atMost)
                .fetch(row -> new Newcomer(row.get(0, String.class), row.get(1, String.class)));
    }

    /** All others for the same address: it has its account now. */
    void deleteFor(EmailAddress email) {
        sql.execute("delete from sign_up where lower(email) = any (?)", (Object) spellings(email));
    }

    int deleteExpiredBefore(Instant instant) {
        return sql.execute("delete from sign_up where expires_at < ?::timestamptz", at(instant));
    }

    private static String[] spellings(EmailAddress email) {
        return email.spellings().toArray(String[]::new);
    }

    private static SignUp read(Record row) {
        return new SignUp(
                new EmailAddress(row.get(0, String.class)),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                Destination.of(row.get(4, String.class)));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
