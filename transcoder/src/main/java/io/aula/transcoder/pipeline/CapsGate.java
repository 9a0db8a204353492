package io.aula.transcoder.pipeline;

import java.util.Set;
import org.freedesktop.gstreamer.Caps;
import org.freedesktop.gstreamer.Structure;

/** Tells decodebin where to stop plugging: at elementary streams when probing, at streams nobody wants otherwise. */
final class CapsGate {

    private static final Set<String> ELEMENTARY = Set.of(
            "video/x-vp8",
            "video/x-vp9",
            "video/x-av1",
            "audio/x-opus",
            "audio/x-vorbis",
            "video/x-raw",
            "audio/x-raw",
            "video/x-theora",
            "video/x-prores",
            "image/jpeg",
            "image/png",
            "audio/x-flac",
            "audio/x-alaw",
            "audio/x-mulaw");
    private static final Set<String> CONTAINERS = Set.of(
            "video/quicktime",
            "audio/x-m4a",
            "video/x-matroska",
            "audio/x-matroska",
            "video/webm",
            "audio/webm",
            "application/ogg",
            "audio/ogg",
            "video/ogg",
            "video/x-msvideo",
            "video/x-flv",
            "video/mpegts",
            "video/mpeg");

    private CapsGate() {}

    static boolean isElementary(Caps caps) {
        Structure first = caps.getStructure(0);
        return ELEMENTARY.contains(first.getName()) || isTrue(first, "parsed") || isTrue(first, "framed");
    }

    /** Playlists, manifests, subtitles, pictures and everything unknown end here. */
    static boolean mayBePlugged(Caps caps, String wanted) {
        Structure first = caps.getStructure(0);
        String name = first.getName();
        if (CONTAINERS.contains(name)) {
            return !"video/mpeg".equals(name) || isTrue(first, "systemstream") || "video/".equals(wanted);
        }
        return name.startsWith(wanted) || "video/".equals(wanted) && isMovingPicture(first);
    }

    /** Cover art is a picture without a rate; motion JPEG has one. */
    static boolean isMovingPicture(Structure caps) {
        if (caps.getName().startsWith("video/")) {
            return true;
        }
        return "image/jpeg".equals(caps.getName())
                && caps.hasField("framerate")
                && caps.getFraction("framerate").getNumerator() > 0;
    }

    private static boolean isTrue(Structure structure, String field) {
        return structure.hasField(field) && Boolean.TRUE.equals(structure.getValue(field));
    }
}
