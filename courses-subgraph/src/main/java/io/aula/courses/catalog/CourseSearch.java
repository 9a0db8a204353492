package io.aula.courses.catalog;

import io.aula.courses.schema.types.CourseFilter;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.UserId;
import io.aula.platform.text.PlainText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the catalog, in the form in which it is kept; absent means anything.
 *
 * @param query words as they were typed, never empty
 * @param captionLocale in which all of its videos have captions
 * @param minRating 1 to 5
 */
public record CourseSearch(
        @Nullable String query,
        List<CourseLevel> levels,
        @Nullable String locale,
        @Nullable String captionLocale,
        @Nullable Boolean isFree,
        List<String> tags,
        @Nullable Set<UserId> instructors,
        List<CourseStatus> statuses,
        @Nullable Integer minDurationMs,
        @Nullable Integer maxDurationMs,
        @Nullable Double minRating) {
    private static final int MOST_STARS = 5;
    private static final CourseSearch EVERYTHING =
            new CourseSearch(null, List.of(), null, null, null, List.of(), null, List.of(), null, null, null);

    public static CourseSearch taughtBy(UserId userId, List<CourseStatus> statuses) {
        return new CourseSearch(
                null, List.of(), null, null, null, List.of(), Set.of(userId), statuses, null, null, null);
    }

    /** What is looked for is brought to the form in which titles and tags are kept. */
    static CourseSearch of(@Nullable CourseFilter given) {
        if (given == null) {
            return EVERYTHING;
        }
        return new CourseSearch(
                typed(given.getQuery()),
                orEmpty(given.getLevel()),
                given.getLocale(),
                given.getCaptionLocale(),
                price(orEmpty(given.getPrice())),
                orEmpty(given.getTag()).stream().map(PlainText::name).toList(),
                given.getInstructorId() == null
                        ? null
                        : UserId.parse(given.getInstructorId()).map(Set::of).orElse(Set.of()),
                orEmpty(given.getStatus()),
                given.getMinDurationMs(),
                given.getMaxDurationMs(),
                rating(given.getMinRating()));
    }

    /** Both are all there are. */
    private static @Nullable Boolean price(List<CoursePriceKind> kinds) {
        return Set.copyOf(kinds).size() == 1 ? kinds.getFirst() == CoursePriceKind.FREE : null;
    }

    private static @Nullable Double rating(@Nullable Double least) {
        if (least != null && !(least >= 1 && least <= MOST_STARS)) {
            throw DomainException.badInput(
                    Messages.of("minRating va de 1 a 5 estrellas.", "minRating is from 1 to 5 stars."));
        }
        return least;
    }

    /** An empty box is no search. */
    private static @Nullable String typed(@Nullable String query) {
        String text = query == null ? "" : PlainText.name(query);
        return text.isEmpty() ? null : text;
    }

    static CourseSearch forWords(@Nullable String typed) {
        return new CourseSearch(
                typed(typed), List.of(), null, null, null, List.of(), null, List.of(), null, null, null);
    }

    /** Without what narrows it, but for who may see what. */
    CourseSearch ofWordsAlone() {
        return new CourseSearch(query, List.of(), null, null, null, List.of(), null, statuses, null, null, null);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
