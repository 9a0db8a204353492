package io.aula.courses.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A picture as a page shows it. */
public record Image(
        String url,
        int width,
        int height,
        @Nullable String blurHash,
        @Nullable String color,
        List<Source> sources) {

    public Image {
        sources = List.copyOf(sources);
    }

    /** All widths of one format. */
    public record Source(String type, String srcSet) {}

    public @Nullable String alt() {
        return null;
    }
}
