package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of something that happened, in the feeds of those who follow. It is made of what happened: told again it is the same. */
public record ActivityId(@JsonValue String text) {
    public static final String PREFIX = "act";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public ActivityId {
        Ids.require(PREFIX, text);
    }

    public static Optional<ActivityId> parse(String text) {
        return Ids.parse(PREFIX, text, ActivityId::new);
    }

    /** The one of what these words name together. */
    public static ActivityId of(String... words) {
        return new ActivityId(Ids.of(PREFIX, String.join("\0", words)));
    }

    @Override
    public String toString() {
        return text;
    }
}
