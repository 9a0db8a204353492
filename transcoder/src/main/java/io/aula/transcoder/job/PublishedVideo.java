package io.aula.transcoder.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the store of a video and can be played, as {@code video.playable} and {@code video.ready} tell it (their schemas in {@code
 * schema/messages}): the names of the components are the message's.
 *
 * @param prefix of all its files
 */
public record PublishedVideo(
        String videoId,
        String jobId,
        long fence,
        long durationMs,
        int width,
        int height,
        String prefix,
        String hls,
        String dash,
        Poster poster,
        Sprite sprite,
        List<Height> renditions,
        List<Text> captions) {
    public PublishedVideo {
        renditions = List.copyOf(renditions);
        captions = List.copyOf(captions);
    }

    public record Poster(String jpeg, @Nullable String webp, int width, int height, List<Frame> frames) {
        public Poster {
            frames = List.copyOf(frames);
        }
    }

    public record Frame(String path, long atMs) {}

    public record Sprite(
            String path, String vtt, int columns, int rows, int tileWidth, int tileHeight, int intervalMs) {}

    /** One of the heights, whichever way the picture is turned. */
    public record Height(int height, int width, String codec, long bitrateKbps, long bytes) {}

    /** A text track that came in the file. */
    public record Text(String locale) {}
}
