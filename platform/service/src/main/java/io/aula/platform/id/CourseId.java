package io.aula.platform.id;

import java.util.Optional;

/** A course's id. Whether there is such a thing it does not say. */
public record CourseId(String text) {
    public static final String PREFIX = "crs";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public CourseId {
        Ids.require(PREFIX, text);
    }

    public static Optional<CourseId> parse(String text) {
        return Ids.is(PREFIX, text) ? Optional.of(new CourseId(text)) : Optional.empty();
    }

    public static CourseId next() {
        return new CourseId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
