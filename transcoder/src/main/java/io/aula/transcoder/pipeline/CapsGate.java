package io.aula.transcoder.pipeline;

import java.util.Set;
import org.freedesktop.gstreamer.Caps;
import org.freedesktop.gstreamer.ElementFactory;
import org.freedesktop.gstreamer.ElementFactory.ListType;
import org.freedesktop.gstreamer.PadDirection;
import org.freedesktop.gstreamer.PluginFeature.Rank;
import org.freedesktop.gstreamer.Structure;

/** Tells decodebin where to stop plugging: at elementary streams when probing, at streams nobody wants otherwise. */
final class CapsGate {

    private static final Set<String> ELEMENTARY = Set.of(
            "video/x-vp8",
            "video/x-vp9",
            "video/x-av1",
            "video/x-h263",
            "audio/x-opus",
            "audio/x-vorbis",
            "video/x-raw",
            "audio/x-raw",
            "video/x-theora",
            "video/x-prores",
            "image/jpeg",
            "image/png",
            "audio/x-alac",
            "audio/AMR",
            "audio/AMR-WB",
            "audio/x-alaw",
            "audio/x-mulaw");
    private static final Set<String> CONTAINERS = Set.of(
            "video/quicktime",
            "audio/x-m4a",
            "application/x-3gp",
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
            "video/mpeg",
            "application/x-id3",
            "application/x-apetag",
            "audio/x-wav",
            "audio/x-aiff");

    private CapsGate() {}

    static boolean isElementary(Caps caps) {
        Structure first = caps.getStructure(0);
        return ELEMENTARY.contains(first.getName())
                || isTrue(first, "parsed")
                || isTrue(first, "framed")
                || !isContainer(first) && !canBePlugged(caps);
    }

    /** Playlists, manifests, subtitles, pictures and everything unknown end here. */
    static boolean mayBePlugged(Caps caps, String wanted) {
        Structure first = caps.getStructure(0);
        return isContainer(first)
                || first.getName().startsWith(wanted)
                || "video/".equals(wanted) && isMovingPicture(first);
    }

    /** Cover art is a picture without a rate; motion JPEG has one. */
    static boolean isMovingPicture(Structure caps) {
        if (caps.getName().startsWith("video/")) {
            return true;
        }
        return caps.getName().startsWith("image/")
                && caps.hasField("framerate")
                && caps.getFraction("framerate").getNumerator() > 0;
    }

    static boolean canBeDecoded(Caps caps) {
        return caps.getStructure(0).getName().endsWith("/x-raw") || isTaken(caps, ListType.DECODER);
    }

    private static boolean canBePlugged(Caps caps) {
        return isTaken(caps, ListType.DECODER) || isTaken(caps, ListType.PARSER) || isTaken(caps, ListType.DEMUXER);
    }

    private static boolean isTaken(Caps caps, ListType kind) {
        return !ElementFactory.listGetElementsFilter(kind, Rank.MARGINAL, caps, PadDirection.SINK, false)
                .isEmpty();
    }

    private static boolean isContainer(Structure caps) {
        String name = caps.getName();
        return CONTAINERS.contains(name) && (!"video/mpeg".equals(name) || isTrue(caps, "systemstream"));
    }

    private static boolean isTrue(Structure structure, String field) {
        return structure.hasField(field) && Boolean.TRUE.equals(structure.getValue(field));
    }
}
