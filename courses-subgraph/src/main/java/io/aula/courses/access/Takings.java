package io.aula.courses.access;

import static io.aula.courses.db.Tables.ENROLLMENT;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Reads which courses a person takes; enrollments are made above this package, which asks it who may. */
@Repository
class Takings {
    private final DSLContext db;

    Takings(DSLContext db) {
        this.db = db;
    }

    Map<CourseId, Taken> of(UserId userId, Collection<CourseId> courseIds) {
        return db.select(ENROLLMENT.COURSE_ID, ENROLLMENT.STATUS, ENROLLMENT.SOURCE)
                .from(ENROLLMENT)
                .where(ENROLLMENT.USER_ID.eq(userId), ENROLLMENT.COURSE_ID.in(courseIds))
                .fetchMap(
                        ENROLLMENT.COURSE_ID,
                        row -> new Taken(
                                EnrollmentStatus.valueOf(row.get(ENROLLMENT.STATUS)),
                                EnrollmentSource.valueOf(row.get(ENROLLMENT.SOURCE))));
    }
}
