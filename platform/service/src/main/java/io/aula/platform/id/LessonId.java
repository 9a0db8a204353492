package io.aula.platform.id;

import java.util.Optional;

/** A lesson's id. Whether there is such a thing it does not say. */
public record LessonId(String text) {
    public static final String PREFIX = "les";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public LessonId {
        Ids.require(PREFIX, text);
    }

    public static Optional<LessonId> parse(String text) {
        return Ids.is(PREFIX, text) ? Optional.of(new LessonId(text)) : Optional.empty();
    }

    public static LessonId next() {
        return new LessonId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
