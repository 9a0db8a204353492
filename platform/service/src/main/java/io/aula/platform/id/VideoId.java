package io.aula.platform.id;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A video's id. Whether there is such a thing it does not say. */
public record VideoId(@JsonValue String text) {
    public static final String PREFIX = "vid";

    /** Throws {@link IllegalArgumentException} when the text is no id of this kind; what strangers say is {@link #parse}d. */
    public VideoId {
        Ids.require(PREFIX, text);
    }

    public static Optional<VideoId> parse(String text) {
        return Ids.parse(PREFIX, text, VideoId::new);
    }

    public static VideoId next() {
        return new VideoId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return text;
    }
}
