package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A review's id. Whether there is such a thing it does not say. */
public record ReviewId(@JsonValue String text) {
    public static final String PREFIX = "rev";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public ReviewId {
        Ids.require(PREFIX, text);
    }

    public static Optional<ReviewId> parse(String text) {
        return Ids.parse(PREFIX, text, ReviewId::new);
    }

    public static ReviewId next() {
        return new ReviewId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
