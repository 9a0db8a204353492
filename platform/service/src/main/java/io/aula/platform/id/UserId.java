package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A person's id. Whether there is such a thing it does not say. */
public record UserId(@JsonValue String text) {
    public static final String PREFIX = "usr";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public UserId {
        Ids.require(PREFIX, text);
    }

    public static Optional<UserId> parse(String text) {
        return Ids.parse(PREFIX, text, UserId::new);
    }

    public static UserId next() {
        return new UserId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
