package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of what waits for an answer of those who teach. Whether there is such a thing it does not say. */
public record InboxItemId(@JsonValue String text) {
    public static final String PREFIX = "inb";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public InboxItemId {
        Ids.require(PREFIX, text);
    }

    public static Optional<InboxItemId> parse(String text) {
        return Ids.parse(PREFIX, text, InboxItemId::new);
    }

    public static InboxItemId next() {
        return new InboxItemId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
