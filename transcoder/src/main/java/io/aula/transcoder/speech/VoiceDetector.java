package io.aula.transcoder.speech;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds where somebody speaks: the likelihood of each 32 ms, with two thresholds so that it does not flutter. */
final class VoiceDetector {

    private static final float BEGINS = 0.5f;
    private static final float ENDS = 0.35f;
    private static final long LONGEST_GAP = Span.samples(250);
    private static final long SHORTEST_SPEECH = Span.samples(130);

    private VoiceDetector() {}

    /** The likelihood of speech in each window of {@link SileroNetwork#WINDOW} samples. */
    static float[] likelihood(Sound sound) throws IOException {
        SileroNetwork network = new SileroNetwork();
        int windows = Math.toIntExact((sound.samples() + SileroNetwork.WINDOW - 1) / SileroNetwork.WINDOW);
        float[] likelihood = new float[windows];
        float[] samples = new float[SileroNetwork.WINDOW];
        for (int i = 0; i < windows; i++) {
            sound.read((long) i * SileroNetwork.WINDOW, samples, 0, samples.length);
            likelihood[i] = network.speech(samples);
        }
        return likelihood;
    }

    /** Stretches of speech in rising order; between two lies a silence of at least a quarter of a second. */
    static List<Span> speech(float[] likelihood) {
        List<Span> found = new ArrayList<>();
        int from = -1;
        int last = -1;
        for (int i = 0; i < likelihood.length; i++) {
            if (likelihood[i] >= (from < 0 ? BEGINS : ENDS)) {
                from = from < 0 ? i : from;
                last = i;
            } else if (from >= 0 && at(i) - at(last + 1) >= LONGEST_GAP) {
                add(found, from, last);
                from = -1;
            }
        }
        if (from >= 0) {
            add(found, from, last);
        }
        return List.copyOf(found);
    }

    private static void add(List<Span> found, int from, int last) {
        Span span = new Span(at(from), at(last + 1));
        if (span.length() >= SHORTEST_SPEECH) {
            found.add(span);
        }
    }

    private static long at(int window) {
        return (long) window * SileroNetwork.WINDOW;
    }
}
