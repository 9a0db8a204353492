package io.aula.courses.access;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.ENROLLMENT;
import static io.aula.courses.db.Tables.ENTITLEMENT;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.db.tables.records.EntitlementRecord;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.EntitlementId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The copy of what people have a right to. */
@Repository
class Entitlements {
    private final DSLContext db;

    Entitlements(DSLContext db) {
        this.db = db;
    }

    /** Those to any of the courses, and those to all. */
    List<Entitlement> of(UserId userId, Collection<CourseId> courseIds) {
        return db.selectFrom(ENTITLEMENT)
                .where(ENTITLEMENT.USER_ID.eq(userId))
                .and(ENTITLEMENT.COURSE_ID.in(courseIds).or(ENTITLEMENT.COURSE_ID.isNull()))
                .fetch(Entitlements::entitlement);
    }

    /**
     * What was bought or given for a course that is open and sold, by those who never took it or whose right had ended. Whoever left it
     * waits for nothing.
     *
     * @param courseId null for any course
     * @param behind null for the first
     */
    List<WaitingRight> waiting(@Nullable CourseId courseId, @Nullable WaitingRight behind, Instant now, int most) {
        return db.selectDistinct(ENTITLEMENT.USER_ID, ENTITLEMENT.COURSE_ID)
                .from(ENTITLEMENT)
                .join(COURSE)
                .on(COURSE.ID.eq(ENTITLEMENT.COURSE_ID))
                .leftJoin(ENROLLMENT)
                .on(ENROLLMENT.USER_ID.eq(ENTITLEMENT.USER_ID), ENROLLMENT.COURSE_ID.eq(ENTITLEMENT.COURSE_ID))
                .where(courseId == null ? noCondition() : ENTITLEMENT.COURSE_ID.eq(courseId))
                .and(
                        behind == null
                                ? noCondition()
                                : row(ENTITLEMENT.COURSE_ID, ENTITLEMENT.USER_ID)
                                        .gt(behind.courseId(), behind.userId()))
                .and(COURSE.STATUS.in(CourseStatus.PUBLISHED.name(), CourseStatus.UNLISTED.name()))
                .and(COURSE.IS_FREE.isFalse())
                .and(ENTITLEMENT.STATE.in(Entitlement.State.ACTIVE.name(), Entitlement.State.GRACE.name()))
                .and(ENTITLEMENT.STARTS_AT.le(now))
                .and(ENTITLEMENT.ENDS_AT.isNull().or(ENTITLEMENT.ENDS_AT.gt(now)))
                .and(ENROLLMENT.ID.isNull().or(ENROLLMENT.STATUS.eq(EnrollmentStatus.EXPIRED.name())))
                .orderBy(ENTITLEMENT.COURSE_ID, ENTITLEMENT.USER_ID)
                .limit(most)
                .fetch(row -> new WaitingRight(row.value1(), row.value2()));
    }

    boolean isKnown(EntitlementId id) {
        return db.fetchExists(ENTITLEMENT, ENTITLEMENT.ID.eq(id));
    }

    /** @return whether this was news: an older version than the one that is kept changes nothing */
    boolean keep(Entitlement told) {
        return db.insertInto(ENTITLEMENT)
                        .set(ENTITLEMENT.ID, told.id())
                        .set(ENTITLEMENT.USER_ID, told.userId())
                        .set(ENTITLEMENT.COURSE_ID, told.courseId())
                        .set(ENTITLEMENT.SOURCE, told.source().name())
                        .set(ENTITLEMENT.STATE, told.state().name())
                        .set(ENTITLEMENT.STARTS_AT, told.startsAt())
                        .set(ENTITLEMENT.ENDS_AT, told.endsAt())
                        .set(ENTITLEMENT.VERSION, told.version())
                        .onConflict(ENTITLEMENT.ID)
                        .doUpdate()
                        .set(ENTITLEMENT.STATE, excluded(ENTITLEMENT.STATE))
                        .set(ENTITLEMENT.STARTS_AT, excluded(ENTITLEMENT.STARTS_AT))
                        .set(ENTITLEMENT.ENDS_AT, excluded(ENTITLEMENT.ENDS_AT))
                        .set(ENTITLEMENT.VERSION, excluded(ENTITLEMENT.VERSION))
                        .where(ENTITLEMENT.VERSION.lt(excluded(ENTITLEMENT.VERSION)))
                        .execute()
                == 1;
    }

    private static Entitlement entitlement(EntitlementRecord row) {
        return new Entitlement(
                row.getId(),
                row.getUserId(),
                row.getCourseId(),
                Entitlement.Source.valueOf(row.getSource()),
                Entitlement.State.valueOf(row.getState()),
                row.getStartsAt(),
                row.getEndsAt(),
                row.getVersion());
    }
}
