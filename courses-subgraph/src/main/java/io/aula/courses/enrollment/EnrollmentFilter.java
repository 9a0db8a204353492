package io.aula.courses.enrollment;

import io.aula.courses.enrollment.Enrollment.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one's enrollments are narrowed to; absent means anything, but for those one has withdrawn from. */
record EnrollmentFilter(
        List<Status> statuses,
        @Nullable String courseId,
        @Nullable Instant updatedSince) {

    static EnrollmentFilter of(io.aula.courses.schema.types.@Nullable EnrollmentFilter given) {
        if (given == null) {
            return new EnrollmentFilter(List.of(), null, null);
        }
        return new EnrollmentFilter(
                given.getStatus() == null
                        ? List.of()
                        : given.getStatus().stream()
                                .map(each -> Status.valueOf(each.name()))
                                .toList(),
                given.getCourseId(),
                given.getUpdatedSince());
    }
}
