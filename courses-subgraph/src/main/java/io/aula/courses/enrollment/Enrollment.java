package io.aula.courses.enrollment;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a person does a course, and how far they are. */
public record Enrollment(
        EnrollmentId id,
        UserId userId,
        CourseId courseId,
        Status status,
        Instant enrolledAt,
        @Nullable Instant completedAt,
        double progress,
        int completedLessons,
        long version,
        Instant updatedAt) {

    /** Where an enrollment stands. */
    public enum Status {
        ACTIVE,
        COMPLETED,
        SUSPENDED,
        EXPIRED,
        WITHDRAWN
    }

    public boolean isLive() {
        return status == Status.ACTIVE || status == Status.COMPLETED;
    }
}
