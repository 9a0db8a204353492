package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A comment's id. Whether there is such a thing it does not say. */
public record CommentId(@JsonValue String text) {
    public static final String PREFIX = "cmt";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public CommentId {
        Ids.require(PREFIX, text);
    }

    public static Optional<CommentId> parse(String text) {
        return Ids.parse(PREFIX, text, CommentId::new);
    }

    public static CommentId next() {
        return new CommentId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
