package io.aula.courses.access;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The copy of what somebody has a right to: identity tells its person of it. */
@Repository
class RightRecords implements PersonalRecords {
    private final DSLContext db;

    RightRecords(DSLContext db) {
        this.db = db;
    }

    @Override
    public List<String> files() {
        return List.of();
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return List.of();
    }

    @Override
    public void erase(UserId person) {
        db.query("delete from courses.entitlement where user_id = ?", person.text())
                .execute();
    }
}
