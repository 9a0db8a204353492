package io.aula.identity.commerce.checkout;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Wishes to buy. A page that is open is shut by the sweeper before its person is forgotten. */
@Repository
class CheckoutRecords implements PersonalRecords {
    private final DSLContext sql;

    CheckoutRecords(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Told> tell(UserId person) {
        return List.of(new Told("checkouts", sql.resultQuery("""
                        select row_to_json(x)::text from (select id, course_id as "courseId", currency, amount, discount, status,
                          created_at as "createdAt" from checkout where user_id = ? order by id) x
                        """, person.text()).fetchInto(String.class)));
    }

    @Override
    public boolean isAtRest(UserId person) {
        return sql.fetchOptional(
                        "select 1 from checkout where user_id = ? and status in ('OPEN', 'PROCESSING') limit 1",
                        person.text())
                .isEmpty();
    }

    /** They are of the books, and name nobody. */
    @Override
    public void erase(Account person) {
        sql.execute(
                "update checkout set url = null where user_id = ?", person.id().text());
    }
}
