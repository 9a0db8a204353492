package io.aula.courses.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what a search can be narrowed, and to how many courses.
 *
 * @param counted how many courses were looked at
 */
record CourseFacets(
        int counted,
        List<Count> levels,
        List<Count> locales,
        List<Count> captionLocales,
        List<Count> prices,
        List<Count> tags,
        List<DurationCount> durations,
        List<RatingCount> ratings) {
    /** What is given to the filter, and what it leaves. */
    record Count(String value, int count) {}

    /** Of courses that last so long, both ends included; the longest have no other end. */
    record DurationCount(int minDurationMs, @Nullable Integer maxDurationMs, int count) {}

    /** Of courses that are rated so or better. */
    record RatingCount(double minRating, int count) {}

    CourseFacets {
        levels = List.copyOf(levels);
        locales = List.copyOf(locales);
        captionLocales = List.copyOf(captionLocales);
        prices = List.copyOf(prices);
        tags = List.copyOf(tags);
        durations = List.copyOf(durations);
        ratings = List.copyOf(ratings);
    }
}
