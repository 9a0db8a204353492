package io.aula.courses.catalog;

import io.aula.platform.text.PlainText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalog is narrowed to; absent means anything. */
public record CourseFilter(
        @Nullable String query,
        List<CourseLevel> levels,
        @Nullable String locale,
        List<String> tags,
        @Nullable String instructorId,
        List<CourseStatus> statuses,
        @Nullable Integer minDurationMs,
        @Nullable Integer maxDurationMs) {

    public static CourseFilter taughtBy(String userId, List<CourseStatus> statuses) {
        return new CourseFilter(null, List.of(), null, List.of(), userId, statuses, null, null);
    }

    /** What is looked for is brought to the form in which titles and tags are kept. */
    static CourseFilter of(io.aula.courses.schema.types.@Nullable CourseFilter given) {
        if (given == null) {
            return new CourseFilter(null, List.of(), null, List.of(), null, List.of(), null, null);
        }
        return new CourseFilter(
                given.getQuery() == null ? null : PlainText.name(given.getQuery()),
                orEmpty(given.getLevel()),
                given.getLocale(),
                orEmpty(given.getTag()).stream().map(PlainText::name).toList(),
                given.getInstructorId(),
                orEmpty(given.getStatus()),
                given.getMinDurationMs(),
                given.getMaxDurationMs());
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
