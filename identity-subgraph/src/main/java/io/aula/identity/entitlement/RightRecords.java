package io.aula.identity.entitlement;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What somebody had a right to. It stays with the order that it came of, and opens nothing: nobody can sign in for it. */
@Repository
class RightRecords implements PersonalRecords {
    private final DSLContext sql;

    RightRecords(DSLContext sql) {
        this.sql = sql;
    }

    /** Why staff gave it is for staff. */
    @Override
    public List<Told> tell(UserId person) {
        return List.of(new Told("rights", sql.resultQuery("""
                        select row_to_json(x)::text from (select course_id as "courseId", source, state, starts_at as "startsAt",
                          ends_at as "endsAt" from entitlement where user_id = ? order by id) x
                        """, person.text()).fetchInto(String.class)));
    }

    @Override
    public void erase(Account person) {
        sql.execute(
                "update entitlement set reason = null where user_id = ?",
                person.id().text());
    }
}
