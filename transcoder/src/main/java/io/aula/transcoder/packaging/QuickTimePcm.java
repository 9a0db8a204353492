package io.aula.transcoder.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Uncompressed sound of a QuickTime file that its demuxer misreads (as of GStreamer 1.22): it takes numbers for big-endian
 * where an extension says otherwise, and finds no times in descriptions of the second version ({@code lpcm}), which all
 * floats and all rates above 65 kHz have.
 *
 * @param format as GStreamer names it
 * @param rate samples a second; 0 where the demuxer knows
 * @param description what is put over the description, by where in the file it lies: the same in the first version, as far
 *     as that goes; empty where it stays
 */
public record QuickTimePcm(String format, int rate, Map<Long, byte[]> description) {

    private static final Set<String> BIG_UNLESS_SAID = Set.of("fl32", "fl64", "in32");
    private static final int SECOND_VERSION_BYTES = 72;
    private static final int FIRST_VERSION_BYTES = 52;
    private static final int FLOAT = 1;
    private static final int BIG = 2;
    private static final int NOT_INTERLEAVED = 32;
    /** The first version has 16 bits for it; the true one is told beside it. */
    private static final int ANY_RATE = 48_000;

    public QuickTimePcm {
        description = Map.copyOf(description);
    }

    /** Empty when the demuxer reads the track well. */
    static Optional<QuickTimePcm> of(ByteBuffer moov, int from, int to, long offset) {
        try {
            int stsd = Boxes.find(moov, from, to, "trak", "mdia", "minf", "stbl", "stsd");
            int entry = stsd + 16;
            String kind = Boxes.type(moov, entry);
            int version = moov.getShort(entry + 16);
            if ("lpcm".equals(kind) && version == 2) {
                return second(moov, entry, offset);
            }
            boolean isLittle =
                    BIG_UNLESS_SAID.contains(kind) && isLittle(moov, entry, version == 1 ? FIRST_VERSION_BYTES : 36);
            return isLittle
                    ? Optional.of(
                            new QuickTimePcm(("in32".equals(kind) ? "S" : "F") + kind.substring(2) + "LE", 0, Map.of()))
                    : Optional.empty();
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** As caps that say no more than what is changed. */
    public String caps() {
        return "audio/x-raw,format=" + format + (rate > 0 ? ",rate=" + rate : "");
    }

    private static Optional<QuickTimePcm> second(ByteBuffer moov, int entry, long offset) {
        double rate = moov.getDouble(entry + 40);
        int channels = moov.getInt(entry + 48);
        int bits = moov.getInt(entry + 56);
        int flags = moov.getInt(entry + 60);
        String kind = firstVersion(bits, flags);
        boolean isSane = moov.getInt(entry) >= SECOND_VERSION_BYTES
                && rate >= 1
                && rate <= 768_000
                && channels > 0
                && channels <= 64
                && moov.getInt(entry + 64) == channels * bits / 8;
        if (kind == null || !isSane) {
            return Optional.empty();
        }
        ByteBuffer first = ByteBuffer.allocate(SECOND_VERSION_BYTES - 4);
        first.put(kind.getBytes(StandardCharsets.ISO_8859_1));
        first.put(new byte[6]).putShort(moov.getShort(entry + 14));
        first.putShort((short) 1).put(new byte[6]);
        first.putShort((short) channels).putShort((short) 16).putInt(0).putInt(ANY_RATE << 16);
        first.putInt(1).putInt(bits / 8).putInt(channels * bits / 8).putInt(bits / 8);
        // The rest of the longer description becomes a box that is skipped.
        first.putInt(SECOND_VERSION_BYTES - FIRST_VERSION_BYTES).put("free".getBytes(StandardCharsets.ISO_8859_1));
        String format = ((flags & FLOAT) != 0 ? "F" : "S") + bits + ((flags & BIG) != 0 ? "BE" : "LE");
        return Optional.of(new QuickTimePcm(format, (int) Math.round(rate), Map.of(offset + entry + 4, first.array())));
    }

    /** A kind of samples of the same size that the first version knows. */
    private static @Nullable String firstVersion(int bits, int flags) {
        if ((flags & NOT_INTERLEAVED) != 0) {
            return null;
        }
        if ((flags & FLOAT) != 0) {
            return bits == 32 ? "fl32" : bits == 64 ? "fl64" : null;
        }
        return switch (bits) {
            case 16 -> "twos";
            case 24 -> "in24";
            case 32 -> "in32";
            default -> null;
        };
    }

    /** Whether its extension {@code wave} holds an {@code enda} that says so. */
    private static boolean isLittle(ByteBuffer moov, int entry, int head) {
        try {
            int enda = Boxes.find(moov, entry + head, entry + moov.getInt(entry), "wave", "enda");
            return moov.getShort(enda + Boxes.HEADER) == 1;
        } catch (IOException e) {
            return false;
        }
    }
}
