package io.aula.courses.stating;

import java.util.Optional;

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

        /** @param last the place of the last one that was told of, when there was any */
        public static Told of(int count, Optional<String> last) {
            return new Told(count, last.filter(place -> count == AT_ONCE));
        }
    }
}
