package io.aula.courses.enrollment;

import io.aula.courses.access.EnrollmentStatus;
import io.aula.courses.schema.types.EnrollmentFilter;
import io.aula.platform.id.CourseId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one's enrollments are narrowed to; absent means anything, but for those one has withdrawn from. */
record EnrollmentSearch(
        List<EnrollmentStatus> statuses,
        @Nullable Set<CourseId> courses,
        @Nullable Instant updatedSince) {

    static EnrollmentSearch of(@Nullable EnrollmentFilter given) {
        if (given == null) {
            return new EnrollmentSearch(List.of(), null, null);
        }
        return new EnrollmentSearch(
                given.getStatus() == null ? List.of() : given.getStatus(),
                given.getCourseId() == null
                        ? null
                        : CourseId.parse(given.getCourseId()).map(Set::of).orElse(Set.of()),
                given.getUpdatedSince());
    }
}
