package io.aula.identity.authserver.key;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code signing_key}. */
@Repository
class SigningKeys {
    /** An arbitrary constant: whoever holds this lock makes keys. */
    private static final long LOCK = 0x61756c616b6579L;

    private final DSLContext sql;

    SigningKeys(DSLContext sql) {
        this.sql = sql;
    }

    record SealedKey(String kid, String algorithm, byte[] sealed, Instant notBefore, Instant retireAt) {}

    /** Keys not yet retired, newest first. */
    List<SealedKey> live(Instant now) {
        return sql.resultQuery("""
                        select kid, alg, private_enc, not_before, retire_at from signing_key
                        where retire_at > ?::timestamptz order by not_before desc, kid
                        """, now.atOffset(ZoneOffset.UTC))
                .fetch(row -> new SealedKey(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, byte[].class),
                        row.get(3, OffsetDateTime.class).toInstant(),
                        row.get(4, OffsetDateTime.class).toInstant()));
    }

    void insert(SealedKey key, String publicJwk) {
        sql.execute(
                """
                insert into signing_key (kid, alg, public_jwk, private_enc, not_before, retire_at)
                values (?, ?, ?::jsonb, ?, ?::timestamptz, ?::timestamptz)
                """,
                key.kid(),
                key.algorithm(),
                publicJwk,
                key.sealed(),
                key.notBefore().atOffset(ZoneOffset.UTC),
                key.retireAt().atOffset(ZoneOffset.UTC));
    }

    /** Those that sign before {@code next} verify no longer than until then. */
    void retireOlder(Instant next, Instant until) {
        sql.execute("""
                update signing_key set retire_at = least(retire_at, ?::timestamptz) where not_before < ?::timestamptz
                """, until.atOffset(ZoneOffset.UTC), next.atOffset(ZoneOffset.UTC));
    }

    /** Held until the transaction ends, so that two instances starting together make one key. */
    void lock() {
        sql.execute("select pg_advisory_xact_lock(?)", LOCK);
    }
}
