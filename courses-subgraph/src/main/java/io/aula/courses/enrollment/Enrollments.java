package io.aula.courses.enrollment;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.ENROLLMENT;
import static org.jooq.impl.DSL.selectCount;

import io.aula.courses.graphql.Connection.Row;
import io.aula.courses.graphql.LatestFirst;
import io.aula.courses.graphql.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Reads and writes enrollments. */
@Repository
class Enrollments {
    private static final LatestFirst ORDER = new LatestFirst(ENROLLMENT.ENROLLED_AT, ENROLLMENT.ID);

    private final DSLContext db;

    Enrollments(DSLContext db) {
        this.db = db;
    }

    Map<String, Enrollment> byIds(Collection<String> ids) {
        return db.selectFrom(ENROLLMENT).where(ENROLLMENT.ID.in(ids)).fetchMap(ENROLLMENT.ID, Enrollments::enrollment);
    }

    Map<String, Enrollment> ofUser(String userId, Collection<String> courseIds) {
        return db.selectFrom(ENROLLMENT)
                .where(ENROLLMENT.USER_ID.eq(userId), ENROLLMENT.COURSE_ID.in(courseIds))
                .fetchMap(ENROLLMENT.COURSE_ID, Enrollments::enrollment);
    }

    /** One row more than asked, so that the page knows whether there is more. */
    List<Row<Enrollment>> page(String userId, EnrollmentFilter filter, Slice slice) {
        return db.selectFrom(ENROLLMENT)
                .where(conditions(userId, filter))
                .and(ORDER.beyond(slice))
                .orderBy(ORDER.order(slice))
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(LatestFirst.key(found.getEnrolledAt()), found.getId(), enrollment(found)));
    }

    int count(String userId, EnrollmentFilter filter) {
        return db.fetchCount(ENROLLMENT, conditions(userId, filter));
    }

    private static List<Condition> conditions(String userId, EnrollmentFilter filter) {
        List<Condition> all = new ArrayList<>();
        all.add(ENROLLMENT.USER_ID.eq(userId));
        // What one has left is shown to whoever asks for it.
        all.add(
                filter.statuses().isEmpty()
                        ? ENROLLMENT.STATUS.ne(Enrollment.Status.WITHDRAWN.name())
                        : ENROLLMENT.STATUS.in(filter.statuses()));
        if (filter.courseId() != null) {
            all.add(ENROLLMENT.COURSE_ID.eq(filter.courseId()));
        }
        if (filter.updatedSince() != null) {
            all.add(ENROLLMENT.UPDATED_AT.ge(filter.updatedSince()));
        }
        return all;
    }

    /** A course taken up again keeps its enrollment, and what was watched. */
    String enroll(String id, String userId, String courseId) {
        return db.insertInto(ENROLLMENT)
                .set(ENROLLMENT.ID, id)
                .set(ENROLLMENT.USER_ID, userId)
                .set(ENROLLMENT.COURSE_ID, courseId)
                .onConflictOnConstraint(io.aula.courses.db.Keys.ENROLLMENT_ONCE)
                .doUpdate()
                .set(ENROLLMENT.STATUS, Enrollment.Status.ACTIVE.name())
                .set(ENROLLMENT.VERSION, ENROLLMENT.VERSION.plus(1))
                .set(ENROLLMENT.UPDATED_AT, Instant.now())
                .returning(ENROLLMENT.ID)
                .fetchSingle()
                .get(ENROLLMENT.ID);
    }

    void withdraw(String id) {
        db.update(ENROLLMENT)
                .set(ENROLLMENT.STATUS, Enrollment.Status.WITHDRAWN.name())
                .set(ENROLLMENT.VERSION, ENROLLMENT.VERSION.plus(1))
                .set(ENROLLMENT.UPDATED_AT, Instant.now())
                .where(ENROLLMENT.ID.eq(id))
                .execute();
    }

    /** @return the new version */
    long advance(String id, double progress, int completedLessons, boolean isComplete, Instant now) {
        return db.update(ENROLLMENT)
                .set(ENROLLMENT.PROGRESS, (float) progress)
                .set(ENROLLMENT.COMPLETED_LESSONS, completedLessons)
                .set(
                        ENROLLMENT.STATUS,
                        isComplete ? Enrollment.Status.COMPLETED.name() : Enrollment.Status.ACTIVE.name())
                .set(ENROLLMENT.COMPLETED_AT, isComplete ? now : null)
                .set(ENROLLMENT.VERSION, ENROLLMENT.VERSION.plus(1))
                .set(ENROLLMENT.UPDATED_AT, now)
                .where(ENROLLMENT.ID.eq(id))
                .returning(ENROLLMENT.VERSION)
                .fetchSingle()
                .get(ENROLLMENT.VERSION);
    }

    void countLearners(String courseId) {
        db.update(COURSE)
                .set(
                        COURSE.LEARNER_COUNT,
                        selectCount()
                                .from(ENROLLMENT)
                                .where(ENROLLMENT.COURSE_ID.eq(courseId), ENROLLMENT.STATUS.in("ACTIVE", "COMPLETED"))
                                .asField())
                .where(COURSE.ID.eq(courseId))
                .execute();
    }

    long version(String id) {
        return db.select(ENROLLMENT.VERSION)
                .from(ENROLLMENT)
                .where(ENROLLMENT.ID.eq(id))
                .fetchSingle()
                .get(ENROLLMENT.VERSION);
    }

    private static Enrollment enrollment(Record found) {
        return new Enrollment(
                found.get(ENROLLMENT.ID),
                found.get(ENROLLMENT.USER_ID),
                found.get(ENROLLMENT.COURSE_ID),
                Enrollment.Status.valueOf(found.get(ENROLLMENT.STATUS)),
                found.get(ENROLLMENT.ENROLLED_AT),
                found.get(ENROLLMENT.COMPLETED_AT),
                found.get(ENROLLMENT.PROGRESS),
                found.get(ENROLLMENT.COMPLETED_LESSONS),
                found.get(ENROLLMENT.UPDATED_AT));
    }
}
