package io.aula.identity.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A photo as a page shows it. */
public record Image(String url, int width, int height, String blurHash, String color, List<Source> sources) {

    public Image {
        sources = List.copyOf(sources);
    }

    /** All widths of one format. */
    public record Source(String type, String srcSet) {}

    /** Whose it is, the page says beside it. */
    public @Nullable String alt() {
        return null;
    }
}
