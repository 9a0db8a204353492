package io.aula.identity.authserver.session;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Sign-ins, and what other programs were allowed. */
@Repository
class SignInRecords implements PersonalRecords {
    private final DSLContext sql;
    private final SessionService sessions;

    SignInRecords(DSLContext sql, SessionService sessions) {
        this.sql = sql;
        this.sessions = sessions;
    }

    @Override
    public List<Told> tell(UserId person) {
        return List.of(
                new Told("sign-ins", sql.resultQuery("""
                        select row_to_json(x)::text from (select f.client_id as "program", f.created_at as "since",
                          f.last_used_at as "lastUsedAt", f.revoked_at as "endedAt", a.device, a.network
                          from token_family f left join oauth2_authorization a on a.id = f.authorization_id
                          where f.user_id = ? order by f.created_at) x
                        """, person.text()).fetchInto(String.class)),
                new Told("permissions", sql.resultQuery("""
                        select row_to_json(x)::text from (select registered_client_id as "program", authorities as "allowed"
                          from oauth2_authorization_consent where principal_name = ?) x
                        """, person.text()).fetchInto(String.class)));
    }

    @Override
    public void close(UserId person) {
        sessions.endAll(person);
    }

    @Override
    public void erase(Account person) {
        String id = person.id().text();
        sql.execute("delete from token_family where user_id = ?", id);
        sql.execute("delete from oauth2_authorization where principal_name = ?", id);
        sql.execute("delete from oauth2_authorization_consent where principal_name = ?", id);
    }
}
