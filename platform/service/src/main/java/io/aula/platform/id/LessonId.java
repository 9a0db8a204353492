package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A lesson's id. Whether there is such a thing it does not say. */
public record LessonId(@JsonValue String text) {
    public static final String PREFIX = "les";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public LessonId {
        Ids.require(PREFIX, text);
    }

    public static Optional<LessonId> parse(String text) {
        return Ids.parse(PREFIX, text, LessonId::new);
    }

    public static LessonId next() {
        return new LessonId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
