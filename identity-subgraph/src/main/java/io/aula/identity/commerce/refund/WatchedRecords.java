package io.aula.identity.commerce.refund;

import io.aula.identity.account.Account;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Told;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The copy of how much of a course was watched. */
@Repository
class WatchedRecords implements PersonalRecords {
    private final DSLContext sql;

    WatchedRecords(DSLContext sql) {
        this.sql = sql;
    }

    /** Courses tells it more exactly. */
    @Override
    public List<Told> tell(UserId person) {
        return List.of();
    }

    @Override
    public void erase(Account person) {
        sql.execute("delete from watched where user_id = ?", person.id().text());
    }
}
