package io.aula.courses.saved;

import static io.aula.courses.db.Tables.SAVED_COURSE;

import io.aula.courses.graphql.LatestFirst;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Reads and writes which courses people keep. */
@Repository
class SavedCourses {
    private static final LatestFirst<CourseId> ORDER = new LatestFirst<>(SAVED_COURSE.AT, SAVED_COURSE.COURSE_ID);

    private final DSLContext db;

    SavedCourses(DSLContext db) {
        this.db = db;
    }

    void save(UserId userId, CourseId courseId, Instant now) {
        db.insertInto(SAVED_COURSE)
                .set(SAVED_COURSE.USER_ID, userId)
                .set(SAVED_COURSE.COURSE_ID, courseId)
                .set(SAVED_COURSE.AT, now)
                .onConflictDoNothing()
                .execute();
    }

    void drop(UserId userId, CourseId courseId) {
        db.deleteFrom(SAVED_COURSE)
                .where(SAVED_COURSE.USER_ID.eq(userId), SAVED_COURSE.COURSE_ID.eq(courseId))
                .execute();
    }

    Set<CourseId> among(UserId userId, Collection<CourseId> courseIds) {
        return db.select(SAVED_COURSE.COURSE_ID)
                .from(SAVED_COURSE)
                .where(SAVED_COURSE.USER_ID.eq(userId), SAVED_COURSE.COURSE_ID.in(courseIds))
                .fetchSet(SAVED_COURSE.COURSE_ID);
    }

    int count(UserId userId) {
        return db.fetchCount(SAVED_COURSE, SAVED_COURSE.USER_ID.eq(userId));
    }

    /** The latest first; one row more than asked, so that it is known whether there is more. */
    List<Row<CourseId>> page(UserId userId, Slice slice) {
        return db.select(SAVED_COURSE.COURSE_ID, SAVED_COURSE.AT)
                .from(SAVED_COURSE)
                .where(SAVED_COURSE.USER_ID.eq(userId), ORDER.beyond(slice))
                .orderBy(ORDER.order(slice))
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(
                        LatestFirst.key(found.value2()), found.value1().text(), found.value1()));
    }

    Set<CourseId> all(UserId userId) {
        return db.select(SAVED_COURSE.COURSE_ID)
                .from(SAVED_COURSE)
                .where(SAVED_COURSE.USER_ID.eq(userId))
                .fetchSet(SAVED_COURSE.COURSE_ID);
    }
}
