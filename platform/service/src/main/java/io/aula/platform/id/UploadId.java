package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** An upload's id. Whether there is such a thing it does not say. */
public record UploadId(@JsonValue String text) {
    public static final String PREFIX = "upl";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public UploadId {
        Ids.require(PREFIX, text);
    }

    public static Optional<UploadId> parse(String text) {
        return Ids.parse(PREFIX, text, UploadId::new);
    }

    public static UploadId next() {
        return new UploadId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
