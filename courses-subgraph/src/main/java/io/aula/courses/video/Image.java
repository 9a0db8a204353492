package io.aula.courses.video;

import org.jspecify.annotations.Nullable;

/** A picture and its measures. */
public record Image(
        String url, int width, int height, @Nullable String blurHash) {
    public @Nullable String alt() {
        return null;
    }
}
