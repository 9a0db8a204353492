package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A refund's id. Whether there is such a thing it does not say. */
public record RefundId(@JsonValue String text) {
    public static final String PREFIX = "rfd";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public RefundId {
        Ids.require(PREFIX, text);
    }

    public static Optional<RefundId> parse(String text) {
        return Ids.parse(PREFIX, text, RefundId::new);
    }

    public static RefundId next() {
        return new RefundId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
