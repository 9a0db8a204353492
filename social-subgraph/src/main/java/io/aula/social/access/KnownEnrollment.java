package io.aula.social.access;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * An enrollment as courses told it last.
 *
 * @param v version; of two tellings the higher counts
 */
@Document("access_enrollments")
record KnownEnrollment(@Id String id, UserId userId, CourseId courseId, EnrollmentStatus status, long v) {

    /** Whether the person is in the course. */
    boolean isInside() {
        return EnrollmentStatus.INSIDE.contains(status);
    }
}
