package io.aula.transcoder.speech;

import java.io.IOException;
import java.util.List;

/**
 * What goes to the recogniser at once: stretches of the sound one after another, with the long silences between them left
 * out. Every stretch knows where it came from, so times are read off and never summed up.
 *
 * <pre>
 * sound   ──▁▁▂▅▇▅▂▁──────────────▁▂▇▇▂▁───
 * piece     [stretch][stretch]
 * </pre>
 */
record Piece(List<Span> stretches) {

    Piece {
        stretches = List.copyOf(stretches);
    }

    long length() {
        return stretches.stream().mapToLong(Span::length).sum();
    }

    float[] samples(Sound sound) throws IOException {
        float[] samples = new float[Math.toIntExact(length())];
        int at = 0;
        for (Span stretch : stretches) {
            sound.read(stretch.from(), samples, at, (int) stretch.length());
            at += (int) stretch.length();
        }
        return samples;
    }

    /** When in the sound what the recogniser heard from {@code startMs} to {@code endMs} of this piece was said. */
    Span inSound(int startMs, int endMs) {
        long middle = Span.samples((startMs + endMs) / 2);
        long before = 0;
        for (Span stretch : stretches) {
            boolean isLast = stretch.equals(stretches.getLast());
            if (middle < before + stretch.length() || isLast) {
                long shift = stretch.from() - before;
                long from = Math.clamp(Span.samples(startMs) + shift, stretch.from(), stretch.to());
                return new Span(from, Math.clamp(Span.samples(endMs) + shift, from, stretch.to()));
            }
            before += stretch.length();
        }
        throw new IllegalStateException("a piece has at least one stretch");
    }
}
