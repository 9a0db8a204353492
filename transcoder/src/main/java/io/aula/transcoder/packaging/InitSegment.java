package io.aula.transcoder.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/**
 * The {@code moov} as it is published: without what the muxer took over from the source (names, places, covers), without
 * its edit list, which speaks of times that were brought to zero, without clock times, and without what the muxer only knows
 * once it has ended (lengths and rates), so that the same source gives the same bytes whenever they are read.
 */
final class InitSegment {

    private static final Set<String> DROPPED = Set.of("udta", "meta", "edts", "free", "skip", "uuid", "mehd");
    private static final Set<String> ENTERED = Set.of("moov", "trak", "mdia", "minf", "stbl", "mvex");
    private static final int ES_DESCRIPTOR = 3;
    private static final int DECODER_CONFIG = 4;
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
            if ("stsd".equals(type)) {
                forgetRates(out, start, out.position());
            }
            if (TIMED.contains(type)) {
                forgetTimes(out, start, type);
            }
            at += size;
        }
    }

    /** When it was made and changed, and how long it is: 0 where fragments follow (ISO/IEC 23000-19, 7.5). */
    private static void forgetTimes(ByteBuffer out, int box, String type) {
        boolean isLong = out.get(box + 8) == 1;
        int times = isLong ? 16 : 8;
        int first = box + 12;
        // The timescale, or the track's number and four bytes more.
        int length = first + times + ("tkhd".equals(type) ? 8 : 4);
        Arrays.fill(out.array(), first, first + times, (byte) 0);
        Arrays.fill(out.array(), length, length + (isLong ? 8 : 4), (byte) 0);
    }

    /** In {@code btrt} (8.5.2) and in AAC's own description. */
    private static void forgetRates(ByteBuffer out, int from, int to) {
        for (int at = from; at + 20 <= to; at++) {
            String type = Boxes.type(out, at);
            if ("btrt".equals(type) && out.getInt(at) == 20) {
                Arrays.fill(out.array(), at + Boxes.HEADER, at + 20, (byte) 0);
            } else if ("esds".equals(type) && out.getInt(at) > 20 && out.getInt(at) <= to - at) {
                forgetRates(out.array(), at + 12, at + out.getInt(at));
            }
        }
    }

    /** ISO/IEC 14496-1, 7.2.6.5 and 7.2.6.6: an ES_Descriptor, within it a DecoderConfigDescriptor. */
    private static void forgetRates(byte[] esds, int from, int to) {
        int stream = content(esds, from, to, ES_DESCRIPTOR);
        int decoder = content(esds, stream + 3, to, DECODER_CONFIG);
        // Behind the kind of object and of stream, and the size of the buffer.
        if (stream < to && decoder + 13 <= to) {
            Arrays.fill(esds, decoder + 5, decoder + 13, (byte) 0);
        }
    }

    /** Where a descriptor's content begins, behind a size of one to four bytes; the end when it is another descriptor. */
    private static int content(byte[] bytes, int from, int to, int tag) {
        int at = from + 1;
        if (from >= to || bytes[from] != tag) {
            return to;
        }
        while (at < to && (bytes[at] & 0x80) != 0) {
            at++;
        }
        return at + 1;
    }
}
