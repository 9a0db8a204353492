package io.aula.transcoder.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/**
 * The {@code moov} as it is published: without what the muxer took over from the source (names, places, covers), without
 * its edit list, which speaks of times that were brought to zero, and without clock times, so that the same source gives
 * the same bytes.
 */
final class InitSegment {

    private static final Set<String> DROPPED = Set.of("udta", "meta", "edts", "free", "skip", "uuid");
    private static final Set<String> ENTERED = Set.of("moov", "trak", "mdia");
    private static final Set<String> TIMED = Set.of("mvhd", "tkhd", "mdhd");

    private InitSegment() {}

    static byte[] clean(byte[] moov) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(moov.length);
        copy(ByteBuffer.wrap(moov), 0, moov.length, out);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void copy(ByteBuffer in, int from, int to, ByteBuffer out) throws IOException {
        for (int at = from; at + Boxes.HEADER <= to; ) {
            int size = in.getInt(at);
            if (size < Boxes.HEADER || at + size > to) {
                throw new IOException("box " + Boxes.type(in, at) + " of " + size + " bytes does not fit");
            }
            String type = Boxes.type(in, at);
            int start = out.position();
            if (ENTERED.contains(type)) {
                out.put(in.array(), at, Boxes.HEADER);
                copy(in, at + Boxes.HEADER, at + size, out);
                out.putInt(start, out.position() - start);
            } else if (!DROPPED.contains(type)) {
                out.put(in.array(), at, size);
            }
            if (TIMED.contains(type)) {
                int times = in.get(at + 8) == 1 ? 16 : 8;
                Arrays.fill(out.array(), start + 12, start + 12 + times, (byte) 0);
            }
            at += size;
        }
    }
}
