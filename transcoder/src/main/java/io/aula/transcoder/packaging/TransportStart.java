package io.aula.transcoder.packaging;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The beginning of a transport stream whose clock (ISO/IEC 13818-1, 2.4.3.5) starts later than its streams do, as when
 * the picture, which carries it, comes after the sound. The demuxer gives no time to anything then. So each piece of a stream
 * that comes before gets a packet ahead of it that says the clock.
 */
public final class TransportStart {

    private static final int SYNC = 0x47;
    private static final int CONTENT = 188;
    /** How far into the file it is looked for. */
    private static final int MOST_PACKETS = 200_000;

    private static final int TICKS_A_SECOND = 90_000;
    /** As far ahead of what is shown as muxers set it. */
    private static final long AHEAD = TICKS_A_SECOND * 7L / 10;

    private final int packet;
    private final int prefix;
    private final int clockStream;

    private TransportStart(int packet, int clockStream) {
        this.packet = packet;
        this.prefix = packet == 192 ? 4 : 0;
        this.clockStream = clockStream;
    }

    /**
     * Writes the file anew where that is needed.
     *
     * @param packet how many bytes lie between the beginnings of two packets
     * @return the new file; empty when the clock is there in time
     */
    public static Optional<Path> withClock(Path file, int packet, Path target) throws IOException {
        TransportStart search = new TransportStart(packet, -1);
        int stream = search.lateClock(file);
        if (stream < 0) {
            return Optional.empty();
        }
        new TransportStart(packet, stream).copy(file, target);
        return Optional.of(target);
    }

    /** The stream that carries the clock, if something is to be shown before the clock begins; else −1. */
    private int lateClock(Path file) throws IOException {
        long earliest = Long.MAX_VALUE;
        try (InputStream in = open(file)) {
            for (int i = 0; i < MOST_PACKETS; i++) {
                byte[] bytes = in.readNBytes(packet);
                if (bytes.length < packet || bytes[prefix] != SYNC) {
                    return -1;
                }
                long clock = clock(bytes);
                if (clock >= 0) {
                    return earliest < clock ? stream(bytes) : -1;
                }
                long shown = shown(bytes);
                earliest = shown < 0 ? earliest : Math.min(earliest, shown);
            }
        }
        return -1;
    }

    private void copy(Path file, Path target) throws IOException {
        try (InputStream in = open(file);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            while (true) {
                byte[] bytes = in.readNBytes(packet);
                if (bytes.length < packet || clock(bytes) >= 0) {
                    out.write(bytes);
                    break;
                }
                long shown = shown(bytes);
                if (shown >= 0) {
                    out.write(clockPacket(Math.max(0, shown - AHEAD)));
                }
                out.write(bytes);
            }
            in.transferTo(out);
        }
    }

    private InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(packet * 4);
        byte[] head = in.readNBytes(packet * 4);
        int start = 0;
        while (start < packet && !isStart(head, start)) {
            start++;
        }
        in.reset();
        in.skipNBytes(start < packet ? start : 0);
        return in;
    }

    private boolean isStart(byte[] head, int start) {
        for (int at = start + prefix; at < head.length; at += packet) {
            if (head[at] != SYNC) {
                return false;
            }
        }
        return true;
    }

    private int stream(byte[] bytes) {
        return (bytes[prefix + 1] & 0x1f) << 8 | bytes[prefix + 2] & 0xff;
    }

    private boolean hasAdaptation(byte[] bytes) {
        return (bytes[prefix + 3] & 0x20) != 0;
    }

    /** In ticks of 90 kHz; −1 when the packet does not say. */
    private long clock(byte[] bytes) {
        boolean isThere = hasAdaptation(bytes) && bytes[prefix + 4] != 0 && (bytes[prefix + 5] & 0x10) != 0;
        int at = prefix + 6;
        return isThere
                ? (bytes[at] & 0xffL) << 25
                        | (bytes[at + 1] & 0xff) << 17
                        | (bytes[at + 2] & 0xff) << 9
                        | (bytes[at + 3] & 0xff) << 1
                        | (bytes[at + 4] & 0x80) >> 7
                : -1;
    }

    /** When what begins in the packet is to be shown (2.4.3.7), in the same ticks; −1 when nothing begins, or it does not say. */
    private long shown(byte[] bytes) {
        int at = prefix + 4 + (hasAdaptation(bytes) ? 1 + (bytes[prefix + 4] & 0xff) : 0);
        boolean begins = (bytes[prefix + 1] & 0x40) != 0 && (bytes[prefix + 3] & 0x10) != 0;
        if (!begins || at + 14 > prefix + CONTENT || bytes[at] != 0 || bytes[at + 1] != 0 || bytes[at + 2] != 1) {
            return -1;
        }
        boolean isTimed = (bytes[at + 6] & 0xc0) == 0x80 && (bytes[at + 7] & 0x80) != 0;
        return isTimed
                ? (bytes[at + 9] >> 1 & 7L) << 30
                        | (bytes[at + 10] & 0xff) << 22
                        | (bytes[at + 11] & 0xfe) << 14
                        | (bytes[at + 12] & 0xff) << 7
                        | (bytes[at + 13] & 0xfe) >> 1
                : -1;
    }

    private byte[] clockPacket(long clock) {
        byte[] bytes = new byte[packet];
        java.util.Arrays.fill(bytes, prefix, prefix + CONTENT, (byte) 0xff);
        bytes[prefix] = SYNC;
        bytes[prefix + 1] = (byte) (clockStream >> 8);
        bytes[prefix + 2] = (byte) clockStream;
        bytes[prefix + 3] = 0x20; // Nothing but an adaptation field, which does not count.
        bytes[prefix + 4] = (byte) (CONTENT - 5);
        bytes[prefix + 5] = 0x10;
        bytes[prefix + 6] = (byte) (clock >> 25);
        bytes[prefix + 7] = (byte) (clock >> 17);
        bytes[prefix + 8] = (byte) (clock >> 9);
        bytes[prefix + 9] = (byte) (clock >> 1);
        bytes[prefix + 10] = (byte) ((clock & 1) << 7 | 0x7e);
        bytes[prefix + 11] = 0;
        return bytes;
    }
}
