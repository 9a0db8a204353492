package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of what something is sold by. Whether there is such a thing it does not say. */
public record OfferId(@JsonValue String text) {
    public static final String PREFIX = "ofr";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public OfferId {
        Ids.require(PREFIX, text);
    }

    public static Optional<OfferId> parse(String text) {
        return Ids.parse(PREFIX, text, OfferId::new);
    }

    public static OfferId next() {
        return new OfferId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
