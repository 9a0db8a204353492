package io.aula.transcoder.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Lets through the containers that people upload, by their first bytes. Whatever names other files or addresses
 * (playlists, manifests, session descriptions) is not on the list, so it never reaches a demuxer.
 */
final class ContainerSniffer {

    private static final int LOOK_AT = 4 * 188 + 1;
    private static final Set<String> ISO_BOXES = Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");

    private ContainerSniffer() {}

    static Optional<String> containerOf(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(LOOK_AT);
        }
        if (head.length < 12) {
            return Optional.empty();
        }
        return Optional.ofNullable(name(head, new String(head, StandardCharsets.ISO_8859_1)));
    }

    private static @org.jspecify.annotations.Nullable String name(byte[] head, String text) {
        if (ISO_BOXES.contains(text.substring(4, 8))) {
            return "mp4";
        }
        if (text.startsWith("\u001aE\u00df\u00a3")) {
            return "matroska";
        }
        if (text.startsWith("OggS")) {
            return "ogg";
        }
        if (text.startsWith("RIFF") && text.startsWith("AVI ", 8)) {
            return "avi";
        }
        if (text.startsWith("FLV\u0001")) {
            return "flv";
        }
        if (text.startsWith("\u0000\u0000\u0001\u00ba")) {
            return "mpeg-ps";
        }
        return isTransportStream(head, 0) || isTransportStream(head, 4) ? "mpeg-ts" : null;
    }

    private static boolean isTransportStream(byte[] head, int lead) {
        int packet = 188 + lead;
        for (int at = lead; at < 3 * packet; at += packet) {
            if (at >= head.length || head[at] != 0x47) {
                return false;
            }
        }
        return true;
    }
}
