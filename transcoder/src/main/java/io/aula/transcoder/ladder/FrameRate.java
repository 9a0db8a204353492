package io.aula.transcoder.ladder;

import java.util.Comparator;
import java.util.List;

/** A constant frame rate as a fraction. */
public record FrameRate(int numerator, int denominator) {

    private static final FrameRate USUAL = new FrameRate(30, 1);
    private static final List<FrameRate> STANDARD = List.of(
            new FrameRate(24000, 1001),
            new FrameRate(24, 1),
            new FrameRate(25, 1),
            new FrameRate(30000, 1001),
            USUAL,
            new FrameRate(50, 1),
            new FrameRate(60000, 1001),
            new FrameRate(60, 1));
    private static final double SLOWEST_STANDARD = 23;
    private static final int SEGMENT_SECONDS = 4;

    /** The nearest standard rate; slow sources, as slides are, keep their own. */
    public static FrameRate near(double framesPerSecond) {
        if (framesPerSecond <= 0) {
            return USUAL;
        }
        if (framesPerSecond < SLOWEST_STANDARD) {
            return new FrameRate((int) Math.max(1, Math.round(framesPerSecond)), 1);
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
        long frames = (long) index * framesPerSegment();
        return Math.round(frames * 1e9 * denominator / numerator);
    }
}
