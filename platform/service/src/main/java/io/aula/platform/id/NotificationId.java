package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of something that somebody is told. Whether there is such a thing it does not say. */
public record NotificationId(@JsonValue String text) {
    public static final String PREFIX = "ntf";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public NotificationId {
        Ids.require(PREFIX, text);
    }

    public static Optional<NotificationId> parse(String text) {
        return Ids.parse(PREFIX, text, NotificationId::new);
    }

    public static NotificationId next() {
        return new NotificationId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
