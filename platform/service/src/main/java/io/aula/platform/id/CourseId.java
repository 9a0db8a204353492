package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A course's id. Whether there is such a thing it does not say. */
public record CourseId(@JsonValue String text) {
    public static final String PREFIX = "crs";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public CourseId {
        Ids.require(PREFIX, text);
    }

    public static Optional<CourseId> parse(String text) {
        return Ids.parse(PREFIX, text, CourseId::new);
    }

    public static CourseId next() {
        return new CourseId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
