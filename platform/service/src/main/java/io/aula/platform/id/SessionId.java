package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of one playing of a video. Whether there is such a thing it does not say. */
public record SessionId(@JsonValue String text) {
    public static final String PREFIX = "ses";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public SessionId {
        Ids.require(PREFIX, text);
    }

    public static Optional<SessionId> parse(String text) {
        return Ids.parse(PREFIX, text, SessionId::new);
    }

    public static SessionId next() {
        return new SessionId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
