package io.aula.identity.authserver.session;

import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Sign-ins as people see them: rows of {@code token_family} with the authorization they came from. */
@Repository
class SessionRows {
    private static final String LIVE = """
            f.revoked_at is null
              and not exists (select 1 from ended_browser_session e where e.id = a.browser_session)
              and exists (select 1 from refresh_token t where t.authorization_id = f.authorization_id
                and t.expires_at > ?::timestamptz)
            """;

    private final DSLContext sql;

    SessionRows(DSLContext sql) {
        this.sql = sql;
    }

    /** Of our own pages, the last used first. */
    List<Session> of(UserId person, String current, Instant now, int most) {
        return sql.resultQuery("""
                        select f.authorization_id, a.device, a.network, f.created_at, f.last_used_at
                        from token_family f
                          join oauth2_authorization a on a.id = f.authorization_id
                          join oauth_client c on c.id = f.client_id and c.kind = 'WEB_SESSION'
                        where f.user_id = ? and %s
                        order by f.authorization_id = ? desc, f.last_used_at desc, f.authorization_id limit ?
                        """.formatted(LIVE), person.text(), at(now), current, most)
                .fetch(row -> new Session(
                        row.get(0, String.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, OffsetDateTime.class).toInstant(),
                        row.get(4, OffsetDateTime.class).toInstant(),
                        row.get(0, String.class).equals(current)));
    }

    /** True also of a client that was given no refresh token, and so has no family. */
    boolean isLive(String session) {
        return sql.resultQuery("""
                        select not exists (select 1 from token_family where authorization_id = ? and revoked_at is not null)
                          and not exists (select 1 from oauth2_authorization a
                            join ended_browser_session e on e.id = a.browser_session where a.id = ?)
                        """, session, session).fetchSingleInto(Boolean.class);
    }

    /** Whether it is one of our own pages' and still good: no other program may have to do with passwords. */
    boolean isOwn(String session, UserId person) {
        return sql.resultQuery("""
                        select exists (select 1 from token_family f
                          join oauth_client c on c.id = f.client_id and c.kind = 'WEB_SESSION'
                        where f.authorization_id = ? and f.user_id = ? and f.revoked_at is null)
                        """, session, person.text()).fetchSingleInto(Boolean.class);
    }

    /** Whether the password was typed for this sign-in of our own pages in the last minutes. */
    boolean isProved(String session, UserId person, Instant since) {
        return sql.resultQuery("""
                        select exists (select 1 from token_family where authorization_id = ? and user_id = ?
                          and revoked_at is null and proved_at > ?::timestamptz
                          and client_id in (select id from oauth_client where kind = 'WEB_SESSION'))
                        """, session, person.text(), at(since)).fetchSingleInto(Boolean.class);
    }

    /** Of one of our own pages' sign-ins only: no other program may be given a password. */
    boolean prove(String session, UserId person, Instant now) {
        return sql.execute("""
                update token_family set proved_at = ?::timestamptz
                where authorization_id = ? and user_id = ? and revoked_at is null
                  and client_id in (select id from oauth_client where kind = 'WEB_SESSION')
                """, at(now), session, person.text()) == 1;
    }

    /** One of our own pages' sign-ins; false when this person has none of this id. */
    boolean end(String session, UserId person, Instant now) {
        return sql.execute("""
                update token_family set revoked_at = coalesce(revoked_at, ?::timestamptz)
                where authorization_id = ? and user_id = ?
                  and client_id in (select id from oauth_client where kind = 'WEB_SESSION')
                """, at(now), session, person.text()) == 1;
    }

    /** All of our own pages' but this one. */
    int endOthers(UserId person, String kept, Instant now) {
        return sql.execute("""
                update token_family set revoked_at = ?::timestamptz
                where user_id = ? and authorization_id <> ? and revoked_at is null
                  and client_id in (select id from oauth_client where kind = 'WEB_SESSION')
                """, at(now), person.text(), kept);
    }

    /** Those of other programs too. */
    void endAll(UserId person, String kept, Instant now) {
        sql.execute(
                "update token_family set revoked_at = ?::timestamptz where user_id = ? and authorization_id <> ? and revoked_at is null",
                at(now),
                person.text(),
                kept);
    }

    /** Codes that were given and not redeemed yet, of devices and other programs too: they would begin anew. */
    void forgetCodes(UserId person, String kept) {
        sql.execute("""
                delete from oauth2_authorization a where principal_name = ? and redeemed_at is null and id <> ?
                  and not exists (select 1 from token_family f where f.authorization_id = a.id)
                """, person.text(), kept);
    }

    /** The browsers at our sign-in pages from which a person's sign-ins came, so that these ask for a password again. */
    void endBrowsers(UserId person, String kept, Instant now) {
        sql.execute("""
                insert into ended_browser_session (id, ended_at)
                select distinct browser_session, ?::timestamptz from oauth2_authorization
                where principal_name = ? and browser_session is not null
                  and browser_session is distinct from (select browser_session from oauth2_authorization where id = ?)
                on conflict (id) do nothing
                """, at(now), person.text(), kept);
    }

    /** The one that this sign-in came from, unless it is the one that is kept. */
    void endBrowser(String session, String kept, Instant now) {
        sql.execute("""
                insert into ended_browser_session (id, ended_at)
                select browser_session, ?::timestamptz from oauth2_authorization
                where id = ? and browser_session is not null
                  and browser_session is distinct from (select browser_session from oauth2_authorization where id = ?)
                on conflict (id) do nothing
                """, at(now), session, kept);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
