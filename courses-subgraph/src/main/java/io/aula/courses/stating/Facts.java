package io.aula.courses.stating;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a feature tells others of. What it tells again is the same event in its present version: whoever knows it lets it be. */
public interface Facts {
    /** How many are told of in one transaction. */
    int AT_ONCE = 500;

    /** In the plural, as it is counted. */
    String kind();

    /**
     * Tells of the next ones in order, {@link #AT_ONCE} at most, within the caller's transaction.
     *
     * @param behind empty, or where those before ended
     */
    Told tell(String behind);

    /** @param end where to go on; empty when that was all */
    record Told(int count, Optional<String> end) {

        /** @param place of each of those that were told of, behind which the next ones are */
        public static <T> Told of(List<T> page, Function<T, String> place) {
            boolean isLast = page.size() < AT_ONCE;
            return new Told(page.size(), isLast ? Optional.empty() : Optional.of(place.apply(page.getLast())));
        }
    }
}
