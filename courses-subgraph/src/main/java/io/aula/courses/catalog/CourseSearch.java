package io.aula.courses.catalog;

import io.aula.courses.schema.types.CourseFilter;
import io.aula.platform.id.UserId;
import io.aula.platform.text.PlainText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is looked for in the catalog, in the form in which it is kept; absent means anything. */
public record CourseSearch(
        @Nullable String query,
        List<CourseLevel> levels,
        @Nullable String locale,
        List<String> tags,
        @Nullable Set<UserId> instructors,
        List<CourseStatus> statuses,
        @Nullable Integer minDurationMs,
        @Nullable Integer maxDurationMs) {

    public static CourseSearch taughtBy(UserId userId, List<CourseStatus> statuses) {
        return new CourseSearch(null, List.of(), null, List.of(), Set.of(userId), statuses, null, null);
    }

    /** What is looked for is brought to the form in which titles and tags are kept. */
    static CourseSearch of(@Nullable CourseFilter given) {
        if (given == null) {
            return new CourseSearch(null, List.of(), null, List.of(), null, List.of(), null, null);
        }
        return new CourseSearch(
                given.getQuery() == null ? null : PlainText.name(given.getQuery()),
                orEmpty(given.getLevel()),
                given.getLocale(),
                orEmpty(given.getTag()).stream().map(PlainText::name).toList(),
                given.getInstructorId() == null
                        ? null
                        : UserId.parse(given.getInstructorId()).map(Set::of).orElse(Set.of()),
                orEmpty(given.getStatus()),
                given.getMinDurationMs(),
                given.getMaxDurationMs());
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
