package io.aula.transcoder.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Walks the samples of a track by its tables (ISO/IEC 14496-12, 8.6.1, 8.7): where each lies, from when to when it shows. */
final class IsoSamples {

    private final ByteBuffer in;
    private final int times;
    private final int sizes;
    private final int chunks;
    private final int offsets;
    private final boolean isLong;

    private int sample = -1;
    private int timesRun;
    private long leftOfRun;
    private int chunk;
    private long leftOfChunk;
    private int chunksRun;
    private long at;
    private long time;
    private long lasts;
    private int size;

    /** @throws IOException where a table is missing */
    IsoSamples(ByteBuffer in, int stbl) throws IOException {
        this.in = in;
        int end = stbl + in.getInt(stbl);
        times = Boxes.find(in, stbl, end, "stbl", "stts");
        sizes = Boxes.find(in, stbl, end, "stbl", "stsz");
        chunks = Boxes.find(in, stbl, end, "stbl", "stsc");
        isLong = Boxes.children(in, stbl + Boxes.HEADER, end, "stco").isEmpty();
        offsets = Boxes.find(in, stbl, end, "stbl", isLong ? "co64" : "stco");
    }

    /** @return false behind the last one, or the last that the tables know */
    boolean next() {
        if (sample + 1 >= in.getInt(sizes + 16)) {
            return false;
        }
        sample++;
        time += lasts;
        while (leftOfRun == 0) {
            if (timesRun >= in.getInt(times + 12)) {
                return false;
            }
            leftOfRun = Integer.toUnsignedLong(in.getInt(times + 16 + timesRun * 8));
            timesRun++;
        }
        leftOfRun--;
        lasts = Integer.toUnsignedLong(in.getInt(times + 20 + (timesRun - 1) * 8));
        at += size;
        if (leftOfChunk == 0 && !nextChunk()) {
            return false;
        }
        leftOfChunk--;
        int each = in.getInt(sizes + 12);
        size = each == 0 ? in.getInt(sizes + 20 + sample * 4) : each;
        return size >= 0;
    }

    private boolean nextChunk() {
        chunk++;
        if (chunk > in.getInt(offsets + 12)) {
            return false;
        }
        int runs = in.getInt(chunks + 12);
        while (chunksRun + 1 < runs && in.getInt(chunks + 16 + (chunksRun + 1) * 12) <= chunk) {
            chunksRun++;
        }
        leftOfChunk = Integer.toUnsignedLong(in.getInt(chunks + 20 + chunksRun * 12));
        at = isLong
                ? in.getLong(offsets + 16 + (chunk - 1) * 8)
                : Integer.toUnsignedLong(in.getInt(offsets + 16 + (chunk - 1) * 4));
        return leftOfChunk > 0 && at >= 0;
    }

    int count() {
        return sample + 1;
    }

    long at() {
        return at;
    }

    int size() {
        return size;
    }

    long time() {
        return time;
    }

    long lasts() {
        return lasts;
    }
}
