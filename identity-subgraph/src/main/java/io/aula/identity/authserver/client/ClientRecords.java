package io.aula.identity.authserver.client;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Programs and personal tokens that somebody made. They end with the account, for everybody who uses them. */
@Repository
class ClientRecords implements PersonalRecords {
    private final DSLContext sql;
    private final Clock clock;

    ClientRecords(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public List<Told> tell(UserId person) {
        return List.of(new Told("programs", sql.resultQuery("""
                        select row_to_json(x)::text from (select id, name, kind, redirect_uris as "redirectUris",
                          post_logout_redirect_uris as "postLogoutRedirectUris", scopes, created_at as "createdAt",
                          deleted_at as "deletedAt" from oauth_client where owner_id = ? and not first_party order by created_at) x
                        """, person.text()).fetchInto(String.class)));
    }

    @Override
    public void close(UserId person) {
        sql.execute(
                "update oauth_client set deleted_at = ?::timestamptz where owner_id = ? and deleted_at is null",
                clock.instant().atOffset(ZoneOffset.UTC),
                person.text());
        sql.execute(
                "delete from oauth_client_secret where client_id in (select id from oauth_client where owner_id = ?)",
                person.text());
    }

    /** The ids stay taken. */
    @Override
    public void erase(Account person) {
        String id = person.id().text();
        sql.execute("delete from client_use where client_id in (select id from oauth_client where owner_id = ?)", id);
        sql.execute(
                "delete from client_refusal where client_id in (select id from oauth_client where owner_id = ?)", id);
        sql.execute("""
                update oauth_client set name = '-', redirect_uris = '{}', post_logout_redirect_uris = '{}' where owner_id = ?
                """, id);
    }
}
