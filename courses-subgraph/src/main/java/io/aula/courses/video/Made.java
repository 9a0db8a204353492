package io.aula.courses.video;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a worker made of a video.
 *
 * @param rev the fence under which its files lie
 */
public record Made(
        long rev,
        int durationMs,
        int width,
        int height,
        JsonNode poster,
        @Nullable JsonNode sprite,
        List<Size> sizes) {
    public Made {
        sizes = List.copyOf(sizes);
    }

    /** One size of it. */
    public record Size(int width, int height, String codec, int bitrateKbps, long bytes) {}
}
