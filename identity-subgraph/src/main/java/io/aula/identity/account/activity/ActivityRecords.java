package io.aula.identity.account.activity;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** A person's part of the audit log. That something was done stays; in which words, goes. */
@Repository
class ActivityRecords implements PersonalRecords {
    private final DSLContext sql;

    ActivityRecords(DSLContext sql) {
        this.sql = sql;
    }

    /** As they read it on their page: what staff wrote of them is staff's. */
    @Override
    public List<Told> tell(UserId person) {
        return List.of(new Told(
                "activity",
                sql.resultQuery("""
                        select row_to_json(x)::text from (select at, action, target, actor_id = ? as "byYourself",
                          case when actor_id = ? then detail end as detail
                          from audit_event where actor_id = ? or target = ? order by at, id) x
                        """, person.text(), person.text(), person.text(), person.text())
                        .fetchInto(String.class)));
    }

    @Override
    public void erase(Account person) {
        sql.execute(
                """
                update audit_event set detail = null, ip_prefix = null
                where target = ? or actor_id = ? and (action like 'client.%' or action like 'token.%')
                  or target in (select id from purchase_order where user_id = ? union select id from entitlement where user_id = ?)
                """,
                person.id().text(),
                person.id().text(),
                person.id().text(),
                person.id().text());
    }
}
