package io.aula.courses.access;

import static io.aula.courses.db.Tables.LESSON_PROGRESS;

import java.util.Collection;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Reads which lessons a learner has done. */
@Repository
class Completions {
    private final DSLContext db;

    Completions(DSLContext db) {
        this.db = db;
    }

    Set<String> of(String userId, Collection<String> courseIds) {
        return db.select(LESSON_PROGRESS.LESSON_ID)
                .from(LESSON_PROGRESS)
                .where(
                        LESSON_PROGRESS.USER_ID.eq(userId),
                        LESSON_PROGRESS.COURSE_ID.in(courseIds),
                        LESSON_PROGRESS.COMPLETED_AT.isNotNull())
                .fetchSet(LESSON_PROGRESS.LESSON_ID);
    }
}
