package io.aula.courses.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the catalog is narrowed to; absent means anything. */
public record CourseFilter(
        @Nullable String query,
        List<String> levels,
        @Nullable String locale,
        List<String> tags,
        @Nullable String instructorId,
        List<CourseStatus> statuses,
        @Nullable Integer minDurationMs,
        @Nullable Integer maxDurationMs) {

    public static CourseFilter taughtBy(String userId, List<CourseStatus> statuses) {
        return new CourseFilter(null, List.of(), null, List.of(), userId, statuses, null, null);
    }

    static CourseFilter of(@Nullable Map<String, Object> input) {
        Map<String, Object> given = input == null ? Map.of() : input;
        return new CourseFilter(
                (String) given.get("query"),
                strings(given.get("level")),
                (String) given.get("locale"),
                strings(given.get("tag")),
                (String) given.get("instructorId"),
                strings(given.get("status")).stream().map(CourseStatus::valueOf).toList(),
                (Integer) given.get("minDurationMs"),
                (Integer) given.get("maxDurationMs"));
    }

    private static List<String> strings(@Nullable Object list) {
        return list instanceof List<?> many ? many.stream().map(String::valueOf).toList() : List.of();
    }
}
