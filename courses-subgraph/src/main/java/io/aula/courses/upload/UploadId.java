package io.aula.courses.upload;

import io.aula.platform.id.Ids;
import java.util.Optional;

/** An upload's id. Whether there is such a thing it does not say. */
public record UploadId(String text) {
    public static final String PREFIX = "upl";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public UploadId {
        if (!Ids.is(PREFIX, text)) {
            throw new IllegalArgumentException("not an id of " + PREFIX);
        }
    }

    public static Optional<UploadId> parse(String text) {
        return Ids.is(PREFIX, text) ? Optional.of(new UploadId(text)) : Optional.empty();
    }

    public static UploadId next() {
        return new UploadId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
