package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A promotion's id. Whether there is such a thing it does not say. */
public record PromotionId(@JsonValue String text) {
    public static final String PREFIX = "prm";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public PromotionId {
        Ids.require(PREFIX, text);
    }

    public static Optional<PromotionId> parse(String text) {
        return Ids.parse(PREFIX, text, PromotionId::new);
    }

    public static PromotionId next() {
        return new PromotionId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
