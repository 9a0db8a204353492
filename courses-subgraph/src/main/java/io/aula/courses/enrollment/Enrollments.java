package io.aula.courses.enrollment;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.ENROLLMENT;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.aula.courses.access.EnrollmentSource;
import io.aula.courses.access.EnrollmentStatus;
import io.aula.courses.db.Keys;
import io.aula.courses.graphql.LatestFirst;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.EnrollmentId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads and writes enrollments. */
@Repository
class Enrollments {
    private static final LatestFirst<EnrollmentId> ORDER = new LatestFirst<>(ENROLLMENT.ENROLLED_AT, ENROLLMENT.ID);

    private final DSLContext db;

    Enrollments(DSLContext db) {
        this.db = db;
    }

    Map<EnrollmentId, Enrollment> byIds(Collection<EnrollmentId> ids) {
        return db.selectFrom(ENROLLMENT).where(ENROLLMENT.ID.in(ids)).fetchMap(ENROLLMENT.ID, Enrollments::enrollment);
    }

    Map<CourseId, Enrollment> ofUser(UserId userId, Collection<CourseId> courseIds) {
        return db.selectFrom(ENROLLMENT)
                .where(ENROLLMENT.USER_ID.eq(userId))
                .and(ENROLLMENT.COURSE_ID.in(courseIds))
                .fetchMap(ENROLLMENT.COURSE_ID, Enrollments::enrollment);
    }

    /** One row more than asked, so that the page knows whether there is more. */
    List<Row<Enrollment>> page(UserId userId, EnrollmentSearch search, Slice slice) {
        return db.selectFrom(ENROLLMENT)
                .where(conditions(userId, search))
                .and(ORDER.beyond(slice))
                .orderBy(ORDER.order(slice))
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(
                        LatestFirst.key(found.getEnrolledAt()), found.getId().text(), enrollment(found)));
    }

    int count(UserId userId, EnrollmentSearch search) {
        return db.fetchCount(ENROLLMENT, conditions(userId, search));
    }

    private static List<Condition> conditions(UserId userId, EnrollmentSearch search) {
        List<Condition> all = new ArrayList<>();
        all.add(ENROLLMENT.USER_ID.eq(userId));
        // What one has left is shown to whoever asks for it.
        all.add(
                search.statuses().isEmpty()
                        ? ENROLLMENT.STATUS.ne(EnrollmentStatus.WITHDRAWN.name())
                        : ENROLLMENT.STATUS.in(
                                search.statuses().stream().map(Enum::name).toList()));
        if (search.courses() != null) {
            all.add(ENROLLMENT.COURSE_ID.in(search.courses()));
        }
        if (search.updatedSince() != null) {
            all.add(ENROLLMENT.UPDATED_AT.ge(search.updatedSince()));
        }
        return all;
    }

    /**
     * A course taken up again keeps its enrollment, what was watched, and that it was finished.
     *
     * @return nothing when the person does the course already, or may not
     */
    Optional<Enrollment> enroll(
            EnrollmentId id, UserId userId, CourseId courseId, EnrollmentSource source, Instant now) {
        return db.insertInto(ENROLLMENT)
                .set(ENROLLMENT.ID, id)
                .set(ENROLLMENT.USER_ID, userId)
                .set(ENROLLMENT.COURSE_ID, courseId)
                .set(ENROLLMENT.SOURCE, source.name())
                .set(ENROLLMENT.ENROLLED_AT, now)
                .set(ENROLLMENT.UPDATED_AT, now)
                .onConflictOnConstraint(Keys.ENROLLMENT_ONCE)
                .doUpdate()
                .set(
                        ENROLLMENT.STATUS,
                        when(ENROLLMENT.COMPLETED_AT.isNull(), EnrollmentStatus.ACTIVE.name())
                                .otherwise(EnrollmentStatus.COMPLETED.name()))
                .set(ENROLLMENT.SOURCE, source.name())
                .set(ENROLLMENT.VERSION, ENROLLMENT.VERSION.plus(1))
                .set(ENROLLMENT.UPDATED_AT, now)
                .where(ENROLLMENT.STATUS.in(EnrollmentStatus.WITHDRAWN.name(), EnrollmentStatus.EXPIRED.name()))
                .returning()
                .fetchOptional(Enrollments::enrollment);
    }

    /** @return nothing when it was neither under way nor ended before it was finished */
    Optional<Enrollment> withdraw(EnrollmentId id, Instant now) {
        return db.update(ENROLLMENT)
                .set(ENROLLMENT.STATUS, EnrollmentStatus.WITHDRAWN.name())
                .set(ENROLLMENT.VERSION, ENROLLMENT.VERSION.plus(1))
                .set(ENROLLMENT.UPDATED_AT, now)
                .where(
                        ENROLLMENT.ID.eq(id),
                        ENROLLMENT
                                .STATUS
                                .eq(EnrollmentStatus.ACTIVE.name())
                                .or(ENROLLMENT
                                        .STATUS
                                        .eq(EnrollmentStatus.EXPIRED.name())
                                        .and(ENROLLMENT.COMPLETED_AT.isNull())))
                .returning()
                .fetchOptional(Enrollments::enrollment);
    }

    /** Ends what is under way or finished; what was watched stays. @return nothing when it was neither */
    Optional<Enrollment> expire(EnrollmentId id, Instant now) {
        return db.update(ENROLLMENT)
                .set(ENROLLMENT.STATUS, EnrollmentStatus.EXPIRED.name())
                .set(ENROLLMENT.VERSION, ENROLLMENT.VERSION.plus(1))
                .set(ENROLLMENT.UPDATED_AT, now)
                .where(
                        ENROLLMENT.ID.eq(id),
                        ENROLLMENT.STATUS.in(EnrollmentStatus.ACTIVE.name(), EnrollmentStatus.COMPLETED.name()))
                .returning()
                .fetchOptional(Enrollments::enrollment);
    }

    /** The courses that this person takes, or took, by a right. */
    List<CourseId> takenByRight(UserId userId) {
        return db.select(ENROLLMENT.COURSE_ID)
                .from(ENROLLMENT)
                .where(ENROLLMENT.USER_ID.eq(userId), ENROLLMENT.SOURCE.ne(EnrollmentSource.FREE.name()))
                .fetch(ENROLLMENT.COURSE_ID);
    }

    /** Held until the end of the transaction, in one order, as everybody does who holds several. */
    Map<EnrollmentId, Enrollment> held(Collection<EnrollmentId> ids) {
        return db.selectFrom(ENROLLMENT)
                .where(ENROLLMENT.ID.in(ids))
                .orderBy(ENROLLMENT.ID)
                .forUpdate()
                .fetchMap(ENROLLMENT.ID, Enrollments::enrollment);
    }

    /** An enrollment as it was counted, with its progress before it was rounded. */
    record Counted(Enrollment enrollment, double progress) {}

    /**
     * Counts how far those are that are under way. Once finished, a course stays so, and so does the moment.
     *
     * @param now in whole microseconds, which is all that is kept
     * @return those for whom something changed
     */
    List<Counted> recount(Collection<EnrollmentId> ids, Instant now) {
        return db.fetch(
                        """
                        with share as (
                          select e.id, s.completed, s.lessons > 0 and s.completed = s.lessons as whole,
                              coalesce(s.covered::float8 / nullif(s.total, 0), 0) as progress
                            from courses.enrollment e cross join lateral courses.course_share(e.user_id, e.course_id) s
                            where e.id = any({0}) and e.status in ('ACTIVE', 'COMPLETED'))
                        update courses.enrollment e set
                            progress = s.progress::real,
                            completed_lessons = s.completed,
                            status = case when s.whole then 'COMPLETED' else e.status end,
                            completed_at = case when s.whole then coalesce(e.completed_at, {1}::timestamptz) else e.completed_at end,
                            version = e.version + 1,
                            updated_at = {1}::timestamptz
                          from share s
                          where s.id = e.id and (e.progress is distinct from s.progress::real
                            or e.completed_lessons is distinct from s.completed or (s.whole and e.status = 'ACTIVE'))
                          returning e.*, s.progress as exact
                        """,
                        val(ids.stream().map(EnrollmentId::text).toArray(String[]::new)),
                        val(now.atOffset(ZoneOffset.UTC)))
                .map(row -> new Counted(enrollment(row.into(ENROLLMENT)), row.get("exact", Double.class)));
    }

    /** The course is waited for first: a count begun before another's enrollment was committed would leave that out. */
    void countLearners(CourseId courseId) {
        db.select(COURSE.ID)
                .from(COURSE)
                .where(COURSE.ID.eq(courseId))
                .forNoKeyUpdate()
                .fetch();
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

    /** By id, whatever became of them; empty is before all. */
    List<Enrollment> behind(String id, int atMost) {
        return db.selectFrom(ENROLLMENT)
                .where(EnrollmentId.parse(id).map(ENROLLMENT.ID::gt).orElseGet(DSL::noCondition))
                .orderBy(ENROLLMENT.ID)
                .limit(atMost)
                .fetch(Enrollments::enrollment);
    }

    private static Enrollment enrollment(Record found) {
        return new Enrollment(
                found.get(ENROLLMENT.ID),
                found.get(ENROLLMENT.USER_ID),
                found.get(ENROLLMENT.COURSE_ID),
                EnrollmentStatus.valueOf(found.get(ENROLLMENT.STATUS)),
                EnrollmentSource.valueOf(found.get(ENROLLMENT.SOURCE)),
                found.get(ENROLLMENT.ENROLLED_AT),
                found.get(ENROLLMENT.COMPLETED_AT),
                found.get(ENROLLMENT.PROGRESS),
                found.get(ENROLLMENT.COMPLETED_LESSONS),
                found.get(ENROLLMENT.VERSION),
                found.get(ENROLLMENT.UPDATED_AT));
    }
}
