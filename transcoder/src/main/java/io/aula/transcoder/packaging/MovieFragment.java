package io.aula.transcoder.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One {@code moof}, made to conform to CMAF. The muxer counts offsets from the fragment but does not say so, and starts
 * composition times at the reordering delay; CMAF wants {@code default-base-is-moof} and signed offsets from zero.
 */
final class MovieFragment {

    private static final int BASE_DATA_OFFSET = 1;
    private static final int SAMPLE_DESCRIPTION = 2;
    private static final int DEFAULT_DURATION = 8;
    private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
    private static final int SIGNED_OFFSETS = 1 << 24;

    private final ByteBuffer moof;
    private final int tfhd;
    private final int trun;
    private final int tfdt;

    MovieFragment(ByteBuffer moof) throws IOException {
        this.moof = moof;
        int end = moof.capacity();
        tfhd = Boxes.find(moof, 0, end, "moof", "traf", "tfhd");
        trun = Boxes.find(moof, 0, end, "moof", "traf", "trun");
        tfdt = Boxes.find(moof, 0, end, "moof", "traf", "tfdt");
        if ((moof.getInt(tfhd + 8) & BASE_DATA_OFFSET) != 0) {
            throw new IOException("fragment with an absolute base");
        }
    }

    long firstCompositionOffset() {
        return has(0x800) ? moof.getInt(firstSample() + stride() - 4) : 0;
    }

    long duration() throws IOException {
        int count = moof.getInt(trun + 12);
        if (!has(0x100)) {
            return defaultDuration() * count;
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Integer.toUnsignedLong(moof.getInt(firstSample() + i * stride()));
        }
        return sum;
    }

    long start() {
        return isLong() ? moof.getLong(tfdt + 12) : Integer.toUnsignedLong(moof.getInt(tfdt + 12));
    }

    void conform(int number, long start, long compositionShift) throws IOException {
        int mfhd = Boxes.find(moof, 0, moof.capacity(), "moof", "mfhd");
        moof.putInt(mfhd + 12, number);
        if (isLong()) {
            moof.putLong(tfdt + 12, start);
        } else {
            moof.putInt(tfdt + 12, Math.toIntExact(start));
        }
        moof.putInt(tfhd + 8, moof.getInt(tfhd + 8) | DEFAULT_BASE_IS_MOOF);
        if (has(0x800)) {
            shiftCompositionTimes((int) compositionShift);
        }
    }

    private void shiftCompositionTimes(int shift) {
        int count = moof.getInt(trun + 12);
        for (int i = 0; i < count; i++) {
            int at = firstSample() + i * stride() + stride() - 4;
            moof.putInt(at, moof.getInt(at) - shift);
        }
        moof.putInt(trun + 8, moof.getInt(trun + 8) | SIGNED_OFFSETS);
    }

    private long defaultDuration() throws IOException {
        int flags = moof.getInt(tfhd + 8);
        if ((flags & DEFAULT_DURATION) == 0) {
            throw new IOException("fragment without durations");
        }
        return Integer.toUnsignedLong(moof.getInt(tfhd + 16 + ((flags & SAMPLE_DESCRIPTION) != 0 ? 4 : 0)));
    }

    private boolean isLong() {
        return moof.get(tfdt + 8) == 1;
    }

    private boolean has(int flag) {
        return (moof.getInt(trun + 8) & flag) != 0;
    }

    private int firstSample() {
        return trun + 16 + (has(1) ? 4 : 0) + (has(4) ? 4 : 0);
    }

    private int stride() {
        return (has(0x100) ? 4 : 0) + (has(0x200) ? 4 : 0) + (has(0x400) ? 4 : 0) + (has(0x800) ? 4 : 0);
    }
}
