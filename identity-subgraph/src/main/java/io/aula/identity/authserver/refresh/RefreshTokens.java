package io.aula.identity.authserver.refresh;

import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of {@code token_family} and {@code refresh_token}, and the end of those they belong to. */
@Repository
class RefreshTokens {
    private final DSLContext sql;

    RefreshTokens(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A token as it stands under the family's lock.
     *
     * @param revoked the family's, or ended with the browser session it came from: a sign-out in the moment of the first
     *     redemption finds no family to revoke yet
     * @param siblingSpent another token given for the same parent was used
     * @param childSpent a token given for this one was used
     */
    record Row(
            String authorizationId,
            boolean revoked,
            @Nullable Instant spentAt,
            Instant expiresAt,
            boolean siblingSpent,
            boolean childSpent) {}

    /** @param proved when the person last typed their password */
    void insertFamily(String authorizationId, UserId userId, String clientId, Instant proved) {
        sql.execute("""
                insert into token_family (authorization_id, user_id, client_id, proved_at) values (?, ?, ?, ?::timestamptz)
                on conflict (authorization_id) do nothing
                """, authorizationId, userId.text(), clientId, proved.atOffset(ZoneOffset.UTC));
    }

    /** Whose family it is, and from where it was begun. */
    Optional<Owner> owner(String authorizationId) {
        return sql.resultQuery("""
                        select f.user_id, a.device, a.network
                        from token_family f left join oauth2_authorization a on a.id = f.authorization_id
                        where f.authorization_id = ?
                        """, authorizationId)
                .fetchOptional(row -> new Owner(
                        new UserId(row.get(0, String.class)), row.get(1, String.class), row.get(2, String.class)));
    }

    record Owner(
            UserId userId,
            @Nullable String device,
            @Nullable String network) {}

    void insert(byte[] hash, String authorizationId, byte @Nullable [] parent, Instant expiresAt) {
        sql.execute("""
                insert into refresh_token (hash, authorization_id, parent, expires_at) values (?, ?, ?, ?::timestamptz)
                on conflict (hash) do nothing
                """, hash, authorizationId, parent, expiresAt.atOffset(ZoneOffset.UTC));
    }

    /** Waits for whoever is rotating this family; everything decided afterwards is decided alone. */
    Optional<String> lockFamilyOf(byte[] hash) {
        return sql.resultQuery("""
                        select f.authorization_id from token_family f
                        where f.authorization_id = (select authorization_id from refresh_token where hash = ?)
                        for update
                        """, (Object) hash).fetchOptionalInto(String.class);
    }

    Row read(byte[] hash) {
        return sql.resultQuery("""
                        select t.authorization_id,
                          f.revoked_at is not null or exists (
                            select 1 from oauth2_authorization a join ended_browser_session e on e.id = a.browser_session
                            where a.id = f.authorization_id),
                          t.spent_at, t.expires_at,
                          exists (select 1 from refresh_token s where s.parent = t.parent and s.hash <> t.hash
                            and s.spent_at is not null),
                          exists (select 1 from refresh_token c where c.parent = t.hash and c.spent_at is not null)
                        from refresh_token t join token_family f using (authorization_id) where t.hash = ?
                        """, (Object) hash)
                .fetchSingle(row -> new Row(
                        row.get(0, String.class),
                        row.get(1, Boolean.class),
                        instant(row.get(2, OffsetDateTime.class)),
                        row.get(3, OffsetDateTime.class).toInstant(),
                        row.get(4, Boolean.class),
                        row.get(5, Boolean.class)));
    }

    void spend(byte[] hash, Instant now) {
        sql.execute(
                "update refresh_token set spent_at = coalesce(spent_at, ?::timestamptz) where hash = ?",
                now.atOffset(ZoneOffset.UTC),
                hash);
    }

    void touch(String authorizationId, Instant now) {
        sql.execute(
                "update token_family set last_used_at = ?::timestamptz where authorization_id = ?",
                now.atOffset(ZoneOffset.UTC),
                authorizationId);
    }

    void revoke(String authorizationId, Instant now) {
        sql.execute(
                "update token_family set revoked_at = coalesce(revoked_at, ?::timestamptz) where authorization_id = ?",
                now.atOffset(ZoneOffset.UTC),
                authorizationId);
    }

    /** Of the same person and program those that were not used for the longest, so that this one and so many in all are left. */
    void revokeOldest(String authorizationId, int most, Instant now) {
        sql.execute("""
                update token_family set revoked_at = ?::timestamptz
                where authorization_id in (
                  select other.authorization_id from token_family made
                    join token_family other on other.user_id = made.user_id and other.client_id = made.client_id
                      and other.authorization_id <> made.authorization_id and other.revoked_at is null
                  where made.authorization_id = ?
                  order by other.last_used_at desc, other.authorization_id offset ?)
                """, now.atOffset(ZoneOffset.UTC), authorizationId, most - 1);
    }

    Optional<String> familyOf(byte[] hash) {
        return sql.resultQuery("""
                        select authorization_id from refresh_token join token_family using (authorization_id)
                        where hash = ? and revoked_at is null
                        """, (Object) hash).fetchOptionalInto(String.class);
    }

    int deleteExpired(Instant now) {
        return sql.execute("""
                delete from token_family f where not exists (
                  select 1 from refresh_token t where t.authorization_id = f.authorization_id and t.expires_at > ?::timestamptz)
                """, now.atOffset(ZoneOffset.UTC));
    }

    /** Those whose last token has run out, and those that nobody consented to for an hour. */
    int deleteExpiredAuthorizations(Instant now) {
        return sql.execute("""
                delete from oauth2_authorization a
                where coalesce(
                    greatest(authorization_code_expires_at, access_token_expires_at, oidc_id_token_expires_at, refresh_token_expires_at),
                    created_at + interval '1 hour') < ?::timestamptz
                  and not exists (select 1 from token_family f where f.authorization_id = a.id)
                """, now.atOffset(ZoneOffset.UTC));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }
}
