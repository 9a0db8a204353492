package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of a thread in a forum. Whether there is such a thing it does not say. */
public record ThreadId(@JsonValue String text) {
    public static final String PREFIX = "thr";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public ThreadId {
        Ids.require(PREFIX, text);
    }

    public static Optional<ThreadId> parse(String text) {
        return Ids.parse(PREFIX, text, ThreadId::new);
    }

    public static ThreadId next() {
        return new ThreadId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
