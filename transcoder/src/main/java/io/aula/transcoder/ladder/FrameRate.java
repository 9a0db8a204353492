package io.aula.transcoder.ladder;

import java.util.Comparator;
import java.util.List;

/** A constant frame rate as a fraction. */
public record FrameRate(int numerator, int denominator) {

    private static final FrameRate USUAL = new FrameRate(30, 1);
    /** What sources of a changing rate are brought to. */
    private static final List<FrameRate> STANDARD = List.of(
            new FrameRate(24000, 1001),
            new FrameRate(24, 1),
            new FrameRate(25, 1),
            new FrameRate(30000, 1001),
            USUAL,
            new FrameRate(50, 1),
            new FrameRate(60000, 1001),
            new FrameRate(60, 1));
    /** The fractions in which steady sources are counted: whole, NTSC's, halves. */
    private static final List<FrameRate> UNITS =
            List.of(new FrameRate(1, 1), new FrameRate(1000, 1001), new FrameRate(1, 2));

    /** Of slides: the whole can end no nearer to the sound's end than half a picture. */
    private static final FrameRate SLOWEST = new FrameRate(2, 1);

    private static final double FASTEST = 60.01;
    private static final double SLOWEST_STANDARD = 23;
    private static final double SAME = 0.0004;
    private static final int SEGMENT_SECONDS = 4;

    /** The source's own rate; above 60 its half, third or whatever whole part of it fits. */
    public static FrameRate of(double framesPerSecond) {
        if (framesPerSecond <= 0) {
            return USUAL;
        }
        if (framesPerSecond < SLOWEST.perSecond()) {
            return SLOWEST;
        }
        double fitting = framesPerSecond / Math.ceil(framesPerSecond / FASTEST);
        for (FrameRate unit : UNITS) {
            int units = (int) Math.round(fitting / unit.perSecond());
            if (units > 0 && Math.abs(units * unit.perSecond() - fitting) < fitting * SAME) {
                return new FrameRate(units * unit.numerator, unit.denominator);
            }
        }
        return near(fitting);
    }

    private static FrameRate near(double framesPerSecond) {
        if (framesPerSecond < SLOWEST_STANDARD) {
            return new FrameRate((int) Math.round(framesPerSecond), 1);
        }
        return STANDARD.stream()
                .min(Comparator.comparingDouble(rate -> Math.abs(rate.perSecond() - framesPerSecond)))
                .orElse(USUAL);
    }

    public double perSecond() {
        return numerator / (double) denominator;
    }

    /** Pictures in a segment: about four seconds of them. */
    public int framesPerSegment() {
        return (int) Math.max(1, Math.round(perSecond() * SEGMENT_SECONDS));
    }

    /** Where segment {@code index}, counted from 0, begins. */
    public long segmentStartNanos(int index) {
        // In whole frames first: at 30000/1001 a rounded segment length would drift.
        return frameStartNanos((long) index * framesPerSegment());
    }

    /** Where picture {@code index}, counted from 0, begins. */
    public long frameStartNanos(long index) {
        return Math.round(index * 1e9 * denominator / numerator);
    }
}
