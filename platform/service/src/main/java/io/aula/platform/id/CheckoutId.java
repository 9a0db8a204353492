package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A checkout's id. Whether there is such a thing it does not say. */
public record CheckoutId(@JsonValue String text) {
    public static final String PREFIX = "chk";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public CheckoutId {
        Ids.require(PREFIX, text);
    }

    public static Optional<CheckoutId> parse(String text) {
        return Ids.parse(PREFIX, text, CheckoutId::new);
    }

    public static CheckoutId next() {
        return new CheckoutId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
