package io.aula.transcoder.speech;

/** A stretch of the sound, in samples at 16 kHz: from, up to but without to. */
record Span(long from, long to) {

    private static final int PER_MS = NativeWhisper.RATE / 1000;

    Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no stretch from " + from + " to " + to);
        }
    }

    long length() {
        return to - from;
    }

    int fromMs() {
        return (int) (from / PER_MS);
    }

    int toMs() {
        return (int) (to / PER_MS);
    }

    int overlapMs(int startMs, int endMs) {
        return Math.max(0, Math.min(endMs, toMs()) - Math.max(startMs, fromMs()));
    }

    static long samples(int ms) {
        return (long) ms * PER_MS;
    }
}
