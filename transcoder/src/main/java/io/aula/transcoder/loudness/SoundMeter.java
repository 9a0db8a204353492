package io.aula.transcoder.loudness;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Listens to two channels of 48,000 samples a second, and keeps how loud each 5 ms of them are. */
public final class SoundMeter {

    /** Samples of each channel that one number stands for. */
    static final int SLICE = 240;

    private static final int RATE = 48_000;
    private static final long LONGEST_NANOS = 7L * 3600 * 1_000_000_000;
    /** Times are rounded, and decoders hand over a little more or less than they say. */
    private static final double GLITCH_SECONDS = 0.02;

    private static final int FIRST_ROOM = 4096;
    /** Samples that decoders have been seen to give for damaged sound: they would make everything else silent. */
    private static final float LOUDEST = 64;

    private final KWeighting[] weightings = {new KWeighting(), new KWeighting()};
    private final TruePeak[] peaks = {new TruePeak(), new TruePeak()};
    private float[] energyOf = new float[FIRST_ROOM];
    private float[] peakOf = new float[FIRST_ROOM];
    private long heard;
    private int slices;
    private int taken;
    private double energy;
    private float peak;

    /** @param samples left, right, left, right … of full scale 1 */
    public void listen(FloatBuffer samples) {
        while (samples.remaining() >= 2) {
            listen(samples.get(), samples.get());
        }
    }

    /** Silence up to this time, counted from the beginning: sound may begin late, and pause. */
    public void waitUntil(long nanos) {
        long missing = Math.round(Math.min(nanos, LONGEST_NANOS) / 1e9 * RATE) - heard;
        for (long i = 0; missing > RATE * GLITCH_SECONDS && i < missing; i++) {
            listen(0, 0);
        }
    }

    public MeasuredSound measured() {
        if (taken > 0) {
            keep();
        }
        return new MeasuredSound(Arrays.copyOf(energyOf, slices), Arrays.copyOf(peakOf, slices));
    }

    private void listen(float left, float right) {
        listenTo(0, left);
        listenTo(1, right);
        heard++;
        taken++;
        if (taken == SLICE) {
            keep();
        }
    }

    private void listenTo(int channel, float given) {
        float sample = Float.isFinite(given) ? Math.clamp(given, -LOUDEST, LOUDEST) : 0;
        double weighted = weightings[channel].next(sample);
        energy += weighted * weighted;
        peak = Math.max(peak, peaks[channel].next(sample));
    }

    private void keep() {
        if (slices == energyOf.length) {
            energyOf = Arrays.copyOf(energyOf, slices * 2);
            peakOf = Arrays.copyOf(peakOf, slices * 2);
        }
        energyOf[slices] = (float) (energy / SLICE);
        peakOf[slices] = peak;
        slices++;
        taken = 0;
        energy = 0;
        peak = 0;
    }
}
