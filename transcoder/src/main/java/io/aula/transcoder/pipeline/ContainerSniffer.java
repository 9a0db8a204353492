package io.aula.transcoder.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the containers that people upload, by their first bytes. Whatever names other files or addresses
 * (playlists, manifests, session descriptions) is not on the list, so it never reaches a demuxer.
 */
final class ContainerSniffer {

    private static final int LOOK_AT = 4 * 208 + 208;
    private static final Set<String> ISO_BOXES =
            Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot", "styp", "uuid", "sidx", "moof");

    private ContainerSniffer() {}

    static Optional<String> containerOf(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(LOOK_AT);
        }
        if (head.length < 12) {
            return Optional.empty();
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String picture = picture(head, text);
        return Optional.ofNullable(picture == null ? sound(head, text) : picture);
    }

    private static @Nullable String picture(byte[] head, String text) {
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
        return packetOf(head) > 0 ? "mpeg-ts" : null;
    }

    private static @Nullable String sound(byte[] head, String text) {
        if ((text.startsWith("RIFF") || text.startsWith("RF64")) && text.startsWith("WAVE", 8)) {
            return "wav";
        }
        if (text.startsWith("FORM") && text.startsWith("AIF", 8)) {
            return "aiff";
        }
        if (text.startsWith("fLaC")) {
            return "flac";
        }
        if (text.startsWith("#!AMR")) {
            return "amr";
        }
        return text.startsWith("ID3") || isSoundFrame(head) ? "mpeg-audio" : null;
    }

    /** Eleven bits of ones (ISO/IEC 11172-3, 2.4.1.3; twelve and a zero layer in 14496-3, 1.A.3.2), then sane fields. */
    private static boolean isSoundFrame(byte[] head) {
        if ((head[0] & 0xff) != 0xff || (head[1] & 0xe0) != 0xe0) {
            return false;
        }
        boolean isAdts = (head[1] & 0xf6) == 0xf0;
        // Not the first layer, which nobody uses: text that begins with a byte order mark looks like it.
        boolean isKnownLayer = (head[1] & 0x18) != 0x08 && (head[1] & 0x06) != 0 && (head[1] & 0x06) != 0x06;
        boolean isKnownRate = (head[2] & 0xf0) != 0xf0 && (head[2] & 0x0c) != 0x0c;
        return isAdts || isKnownLayer && isKnownRate;
    }

    /** From one packet of a transport stream to the next; 0 when it is none. */
    static int packetOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return packetOf(in.readNBytes(LOOK_AT));
        }
    }

    /** Packets of 188 bytes, with four before (M2TS) or 16 or 20 after them; a capture may begin within one. */
    private static int packetOf(byte[] head) {
        for (int packet : new int[] {188, 192, 204, 208}) {
            for (int at = 0; at < packet; at++) {
                if (isSynchronous(head, at, packet)) {
                    return packet;
                }
            }
        }
        return 0;
    }

    private static boolean isSynchronous(byte[] head, int from, int packet) {
        int seen = 0;
        for (int at = from; at < head.length; at += packet, seen++) {
            if (head[at] != 0x47) {
                return false;
            }
        }
        return seen >= 4;
    }
}
