package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of a job that workers do. Whether there is such a thing it does not say. */
public record JobId(@JsonValue String text) {
    public static final String PREFIX = "job";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public JobId {
        Ids.require(PREFIX, text);
    }

    public static Optional<JobId> parse(String text) {
        return Ids.parse(PREFIX, text, JobId::new);
    }

    public static JobId next() {
        return new JobId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
