package io.aula.identity.authserver.grant;

import io.aula.identity.authserver.ScopePolicy;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What was consented to, and the token families that came of it. */
@Repository
class GrantRows {
    private static final String PREFIX = "SCOPE_";

    private final DSLContext sql;

    GrantRows(DSLContext sql) {
        this.sql = sql;
    }

    /** The last used first. A device's consent is kept in its tokens only, a browser's also where none are left. */
    List<Grant> of(UserId person, Instant now, int most) {
        return sql.resultQuery("""
                        with live as (
                          select f.client_id, min(f.created_at) as since, max(f.last_used_at) as used,
                            string_agg(a.authorized_scopes, ',') as scopes
                          from token_family f join oauth2_authorization a on a.id = f.authorization_id
                          where f.user_id = ? and f.revoked_at is null
                            and exists (select 1 from refresh_token t where t.authorization_id = f.authorization_id
                              and t.expires_at > ?::timestamptz)
                          group by f.client_id),
                        consented as (
                          select registered_client_id as client_id, authorities from oauth2_authorization_consent
                          where principal_name = ?)
                        select c.id, c.name, concat_ws(',', live.scopes, consented.authorities), live.since, live.used
                        from live full join consented using (client_id) join oauth_client c on c.id = client_id
                        where c.kind <> 'WEB_SESSION' and c.deleted_at is null
                        order by live.used desc nulls last, c.id limit ?
                        """, person.text(), at(now), person.text(), most)
                .fetch(row -> new Grant(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        scopes(row.get(2, String.class)),
                        instant(row.get(3, OffsetDateTime.class)),
                        instant(row.get(4, OffsetDateTime.class))));
    }

    /** True when there was something to take back. */
    boolean revoke(UserId person, String clientId, Instant now) {
        int consents = sql.execute(
                "delete from oauth2_authorization_consent where principal_name = ? and registered_client_id = ?",
                person.text(),
                clientId);
        int families = sql.execute("""
                update token_family set revoked_at = ?::timestamptz
                where user_id = ? and client_id = ? and revoked_at is null
                  and client_id in (select id from oauth_client where kind <> 'WEB_SESSION')
                """, at(now), person.text(), clientId);
        sql.execute("""
                delete from oauth2_authorization a where principal_name = ? and registered_client_id = ? and redeemed_at is null
                  and not exists (select 1 from token_family f where f.authorization_id = a.id)
                """, person.text(), clientId);
        return consents + families > 0;
    }

    private static List<String> scopes(String joined) {
        return Arrays.stream(joined.split(","))
                .map(String::strip)
                .map(scope -> scope.startsWith(PREFIX) ? scope.substring(PREFIX.length()) : scope)
                .filter(scope -> !scope.isEmpty() && !scope.equals(ScopePolicy.OPENID))
                .distinct()
                .sorted()
                .toList();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }
}
