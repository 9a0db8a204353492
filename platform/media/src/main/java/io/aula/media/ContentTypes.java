package io.aula.media;

import java.util.Map;

/**
 * The content type follows from the object's name and from nothing else: a type that a browser sent with an upload is
 * never believed, and never served back.
 */
public final class ContentTypes {

    private static final String OPAQUE = "application/octet-stream";
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("m3u8", "application/vnd.apple.mpegurl"),
            Map.entry("mpd", "application/dash+xml"),
            Map.entry("m4s", "video/iso.segment"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("vtt", "text/vtt; charset=utf-8"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("png", "image/png"),
            Map.entry("json", "application/json"),
            Map.entry("wav", "audio/wav"));

    private ContentTypes() {}

    public static String of(String key) {
        int dot = key.lastIndexOf('.');
        return dot < 0 ? OPAQUE : BY_EXTENSION.getOrDefault(key.substring(dot + 1), OPAQUE);
    }
}
