package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** An order's id. Whether there is such a thing it does not say. */
public record OrderId(@JsonValue String text) {
    public static final String PREFIX = "ord";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public OrderId {
        Ids.require(PREFIX, text);
    }

    public static Optional<OrderId> parse(String text) {
        return Ids.parse(PREFIX, text, OrderId::new);
    }

    public static OrderId next() {
        return new OrderId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
