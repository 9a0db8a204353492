package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A caption track's id. Whether there is such a thing it does not say. */
public record TrackId(@JsonValue String text) {
    public static final String PREFIX = "cap";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public TrackId {
        Ids.require(PREFIX, text);
    }

    public static Optional<TrackId> parse(String text) {
        return Ids.parse(PREFIX, text, TrackId::new);
    }

    public static TrackId next() {
        return new TrackId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
