package io.aula.courses.access;

import static io.aula.courses.db.Tables.COUNTED_LESSON;
import static io.aula.courses.db.Tables.LESSON_PROGRESS;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Reads which lessons a learner has done, and which can be. */
@Repository
class Completions {
    private final DSLContext db;

    Completions(DSLContext db) {
        this.db = db;
    }

    Set<LessonId> of(UserId userId, Collection<CourseId> courseIds) {
        return db.select(LESSON_PROGRESS.LESSON_ID)
                .from(LESSON_PROGRESS)
                .where(
                        LESSON_PROGRESS.USER_ID.eq(userId),
                        LESSON_PROGRESS.COURSE_ID.in(courseIds),
                        LESSON_PROGRESS.COMPLETED_AT.isNotNull())
                .fetchSet(LESSON_PROGRESS.LESSON_ID);
    }

    /** The lessons that can be watched or read, of which progress is made. */
    Set<LessonId> doable(Collection<CourseId> courseIds) {
        return db.select(COUNTED_LESSON.ID)
                .from(COUNTED_LESSON)
                .where(COUNTED_LESSON.COURSE_ID.in(courseIds))
                .fetchSet(COUNTED_LESSON.ID);
    }
}
