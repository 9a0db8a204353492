package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of a right to a course. Whether there is such a thing it does not say. */
public record EntitlementId(@JsonValue String text) {
    public static final String PREFIX = "ent";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public EntitlementId {
        Ids.require(PREFIX, text);
    }

    public static Optional<EntitlementId> parse(String text) {
        return Ids.parse(PREFIX, text, EntitlementId::new);
    }

    public static EntitlementId next() {
        return new EntitlementId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
