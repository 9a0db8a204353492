package io.aula.courses.enrollment;

import io.aula.courses.access.EnrollmentSource;
import io.aula.courses.access.EnrollmentStatus;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.EnrollmentId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a person does a course, and how far they are. */
public record Enrollment(
        EnrollmentId id,
        UserId userId,
        CourseId courseId,
        EnrollmentStatus status,
        EnrollmentSource source,
        Instant enrolledAt,
        @Nullable Instant completedAt,
        double progress,
        int completedLessons,
        long version,
        Instant updatedAt) {

    public boolean isLive() {
        return status.isLive();
    }
}
