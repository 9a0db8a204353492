package io.aula.identity.account.signin;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** That there is a password, and since when. */
@Repository
class CredentialRecords implements PersonalRecords {
    private final DSLContext sql;

    CredentialRecords(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Told> tell(UserId person) {
        return List.of(new Told("passwords", sql.resultQuery("""
                        select row_to_json(x)::text from (select kind, created_at as "chosenAt", last_used_at as "lastUsedAt"
                          from credential where user_id = ?) x
                        """, person.text()).fetchInto(String.class)));
    }

    @Override
    public void erase(Account person) {
        sql.execute("delete from credential where user_id = ?", person.id().text());
    }
}
