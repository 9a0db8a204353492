package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of a note that somebody wrote for themselves. Whether there is such a thing it does not say. */
public record NoteId(@JsonValue String text) {
    public static final String PREFIX = "not";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public NoteId {
        Ids.require(PREFIX, text);
    }

    public static Optional<NoteId> parse(String text) {
        return Ids.parse(PREFIX, text, NoteId::new);
    }

    public static NoteId next() {
        return new NoteId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
