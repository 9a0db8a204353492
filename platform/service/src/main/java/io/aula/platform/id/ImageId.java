package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A picture's id. Whether there is such a thing it does not say. */
public record ImageId(@JsonValue String text) {
    public static final String PREFIX = "img";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public ImageId {
        Ids.require(PREFIX, text);
    }

    public static Optional<ImageId> parse(String text) {
        return Ids.parse(PREFIX, text, ImageId::new);
    }

    public static ImageId next() {
        return new ImageId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
