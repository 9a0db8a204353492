package io.aula.courses.people;

import static io.aula.courses.db.Tables.PERSON;
import static org.jooq.impl.DSL.excluded;

import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The copy of who may teach, and of the handles by which courses of theirs are found. */
@Repository
class People {
    private final DSLContext db;

    People(DSLContext db) {
        this.db = db;
    }

    /** An older version than the one that is kept changes nothing; the same, told again, puts right what was lost. */
    void keep(UserId id, boolean mayTeach, @Nullable String handle, long version) {
        db.insertInto(PERSON)
                .set(PERSON.ID, id)
                .set(PERSON.MAY_TEACH, mayTeach)
                .set(PERSON.HANDLE, handle)
                .set(PERSON.VERSION, version)
                .onConflict(PERSON.ID)
                .doUpdate()
                .set(PERSON.MAY_TEACH, excluded(PERSON.MAY_TEACH))
                .set(PERSON.HANDLE, excluded(PERSON.HANDLE))
                .set(PERSON.VERSION, excluded(PERSON.VERSION))
                .where(PERSON.VERSION.le(excluded(PERSON.VERSION)))
                .execute();
    }

    Set<UserId> teachers(Collection<UserId> ids) {
        return db.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ID.in(ids), PERSON.MAY_TEACH.isTrue())
                .fetchSet(PERSON.ID);
    }
}
