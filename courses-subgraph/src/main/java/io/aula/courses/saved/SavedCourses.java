package io.aula.courses.saved;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.COURSE_INSTRUCTOR;
import static io.aula.courses.db.Tables.ENROLLMENT;
import static io.aula.courses.db.Tables.SAVED_COURSE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.aula.courses.graphql.LatestFirst;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
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

    int countKept(UserId userId) {
        return db.fetchCount(SAVED_COURSE, SAVED_COURSE.USER_ID.eq(userId));
    }

    /**
     * The latest first, of those that the person sees; one row more than asked, so that the page knows whether there is more.
     *
     * @param isEach all of them are seen, as by those who administer the platform
     */
    List<Row<CourseId>> page(UserId userId, boolean isEach, Slice slice) {
        return db.select(SAVED_COURSE.COURSE_ID, SAVED_COURSE.AT)
                .from(SAVED_COURSE)
                .join(COURSE)
                .on(COURSE.ID.eq(SAVED_COURSE.COURSE_ID))
                .where(SAVED_COURSE.USER_ID.eq(userId), isEach ? noCondition() : isSeenBy(userId), ORDER.beyond(slice))
                .orderBy(ORDER.order(slice))
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(
                        LatestFirst.key(found.value2()), found.value1().text(), found.value1()));
    }

    int count(UserId userId, boolean isEach) {
        return db.fetchCount(db.selectOne()
                .from(SAVED_COURSE)
                .join(COURSE)
                .on(COURSE.ID.eq(SAVED_COURSE.COURSE_ID))
                .where(SAVED_COURSE.USER_ID.eq(userId), isEach ? noCondition() : isSeenBy(userId)));
    }

    /** As the catalog decides it for one course; here for all of a list at once, so that its pages are full. */
    private static Condition isSeenBy(UserId userId) {
        return COURSE.STATUS
                .in("PUBLISHED", "UNLISTED", "ARCHIVED")
                .or(exists(selectOne()
                        .from(ENROLLMENT)
                        .where(
                                ENROLLMENT.COURSE_ID.eq(COURSE.ID),
                                ENROLLMENT.USER_ID.eq(userId),
                                ENROLLMENT.STATUS.in("ACTIVE", "COMPLETED"))))
                .or(exists(selectOne()
                        .from(COURSE_INSTRUCTOR)
                        .where(COURSE_INSTRUCTOR.COURSE_ID.eq(COURSE.ID), COURSE_INSTRUCTOR.USER_ID.eq(userId))));
    }
}
