package io.aula.courses.enrollment;

import io.aula.courses.enrollment.Enrollment.Status;
import io.aula.courses.schema.types.EnrollmentFilter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one's enrollments are narrowed to; absent means anything, but for those one has withdrawn from. */
record EnrollmentSearch(
        List<Status> statuses,
        @Nullable String courseId,
        @Nullable Instant updatedSince) {

    static EnrollmentSearch of(@Nullable EnrollmentFilter given) {
        if (given == null) {
            return new EnrollmentSearch(List.of(), null, null);
        }
        return new EnrollmentSearch(
                given.getStatus() == null
                        ? List.of()
                        : given.getStatus().stream()
                                .map(each -> Status.valueOf(each.name()))
                                .toList(),
                given.getCourseId(),
                given.getUpdatedSince());
    }
}
