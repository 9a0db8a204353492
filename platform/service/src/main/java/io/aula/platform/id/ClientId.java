package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A program's id. Whether there is such a thing it does not say. */
public record ClientId(@JsonValue String text) {
    public static final String PREFIX = "cli";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public ClientId {
        Ids.require(PREFIX, text);
    }

    public static Optional<ClientId> parse(String text) {
        return Ids.parse(PREFIX, text, ClientId::new);
    }

    public static ClientId next() {
        return new ClientId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
