package io.aula.transcoder.speech;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts sound at its silences and packs what is spoken towards Whisper's window of 30 seconds, which costs the same however
 * full it is. Every sample of speech is in exactly one piece.
 */
final class Pieces {

    /** A little less than the window, for times at its very end are guesses. */
    static final long LONGEST = Span.samples(28_000);

    private static final long BEFORE = Span.samples(250);
    private static final long AFTER = Span.samples(300);
    private static final long WHOLE_GAP = Span.samples(800);
    private static final long EARLIEST_CUT = Span.samples(12_000);

    private Pieces() {}

    /**
     * @param speech what {@link VoiceDetector#speech} found
     * @param likelihood of speech in each window, to cut speech without a pause where it is least
     * @param samples in the whole sound
     */
    static List<Piece> of(List<Span> speech, float[] likelihood, long samples) {
        List<Piece> pieces = new ArrayList<>();
        List<Span> open = new ArrayList<>();
        long length = 0;
        for (Span stretch : cut(padded(speech, samples), likelihood)) {
            if (length + stretch.length() > LONGEST) {
                pieces.add(new Piece(open));
                open.clear();
                length = 0;
            }
            open.add(stretch);
            length += stretch.length();
        }
        if (!open.isEmpty()) {
            pieces.add(new Piece(open));
        }
        return List.copyOf(pieces);
    }

    /** With some of the silence around it, and short silences whole; two never overlap. */
    private static List<Span> padded(List<Span> speech, long samples) {
        List<Span> padded = new ArrayList<>();
        for (Span span : speech) {
            long from = Math.max(0, span.from() - BEFORE);
            long to = Math.min(samples, span.to() + AFTER);
            if (!padded.isEmpty() && span.from() - (padded.getLast().to() - AFTER) < WHOLE_GAP) {
                padded.set(padded.size() - 1, new Span(padded.getLast().from(), to));
            } else {
                long free = padded.isEmpty() ? 0 : padded.getLast().to();
                padded.add(new Span(Math.max(from, free), to));
            }
        }
        return padded;
    }

    /** Speech without a long pause is cut where it comes nearest to one. */
    private static List<Span> cut(List<Span> stretches, float[] likelihood) {
        List<Span> pieces = new ArrayList<>();
        for (Span stretch : stretches) {
            Span rest = stretch;
            while (rest.length() > LONGEST) {
                long at = quietest(rest.from() + EARLIEST_CUT, rest.from() + LONGEST, likelihood);
                pieces.add(new Span(rest.from(), at));
                rest = new Span(at, rest.to());
            }
            pieces.add(rest);
        }
        return pieces;
    }

    /** The middle of the deepest valley of the smoothed likelihood; of equals the last. */
    private static long quietest(long from, long to, float[] likelihood) {
        int first = (int) (from / SileroNetwork.WINDOW);
        int last = (int) Math.min(likelihood.length - 1, to / SileroNetwork.WINDOW - 1);
        int best = last;
        float least = Float.MAX_VALUE;
        for (int i = first; i <= last; i++) {
            float around = 0;
            for (int k = Math.max(0, i - 2); k <= Math.min(likelihood.length - 1, i + 2); k++) {
                around += likelihood[k];
            }
            if (around <= least) {
                least = around;
                best = i;
            }
        }
        return (long) best * SileroNetwork.WINDOW + SileroNetwork.WINDOW / 2;
    }
}
