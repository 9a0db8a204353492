package io.aula.courses.person;

import io.aula.platform.id.UserId;
import java.util.List;

/**
 * What a feature keeps of people: it tells them of it, and lets go of it when they leave. Whatever table holds an id of a person belongs
 * to one of these, or its rows would outlive them.
 */
public interface PersonalRecords {
    /** Names of lists, in lower case with hyphens. */
    List<String> files();

    /** A row of a list as a JSON object, and its place in it. */
    record Row(String key, String json) {}

    /**
     * The rows of one of {@link #files()} behind a place, in order.
     *
     * @param after empty for the first
     */
    List<Row> tell(UserId person, String file, String after, int most);

    /** How many rows of a list are told at once: what goes in one message, in the worst case, is 8 MB. */
    default int mostRows(String file) {
        return 200;
    }

    /** Forgets them; in the caller's transaction, and twice is as once. */
    void erase(UserId person);

    /** Whether what had to wait for a worker, such as files, is gone too. */
    default boolean isGone(UserId person) {
        return true;
    }
}
