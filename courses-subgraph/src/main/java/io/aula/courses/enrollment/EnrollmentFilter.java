package io.aula.courses.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one's enrollments are narrowed to; absent means anything, but for those one has withdrawn from. */
record EnrollmentFilter(
        List<String> statuses,
        @Nullable String courseId,
        @Nullable Instant updatedSince) {

    static EnrollmentFilter of(@Nullable Map<String, Object> input) {
        Map<String, Object> given = input == null ? Map.of() : input;
        return new EnrollmentFilter(
                given.get("status") instanceof List<?> wanted
                        ? wanted.stream().map(String::valueOf).toList()
                        : List.of(),
                (String) given.get("courseId"),
                (Instant) given.get("updatedSince"));
    }
}
