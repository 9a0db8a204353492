package io.aula.transcoder.loudness;

/** How loud a sound was, 5 ms by 5 ms. */
public final class MeasuredSound {

    private static final double NANOS_OF_SLICE = SoundMeter.SLICE * 1e9 / 48_000;
    /** Of 400 ms and 100 ms (ITU-R BS.1770-4, annex 1). */
    private static final int WINDOW = 80;

    private static final int STEP = 20;
    private static final double ABSOLUTE_GATE = -70;
    private static final double RELATIVE_GATE = -10;

    private final float[] energyOf;
    private final float[] peakOf;

    MeasuredSound(float[] energyOf, float[] peakOf) {
        this.energyOf = energyOf;
        this.peakOf = peakOf;
    }

    /** Integrated loudness in LUFS; negative infinity where nothing is loud enough to count. */
    public double loudness() {
        return loudness(null);
    }

    /** The highest true peak, as a share of full scale. */
    public double peak() {
        float highest = 0;
        for (float peak : peakOf) {
            highest = Math.max(highest, peak);
        }
        return highest;
    }

    int slices() {
        return peakOf.length;
    }

    float peak(int slice) {
        return peakOf[slice];
    }

    /** The time at the middle of a slice. */
    static long nanos(int slice) {
        return Math.round((slice + 0.5) * NANOS_OF_SLICE);
    }

    /** @param gains for each slice, as a factor; null leaves all as it is */
    double loudness(float @org.jspecify.annotations.Nullable [] gains) {
        double[] sums = new double[energyOf.length + 1];
        for (int i = 0; i < energyOf.length; i++) {
            double gain = gains == null ? 1 : gains[i];
            sums[i + 1] = sums[i] + energyOf[i] * gain * gain;
        }
        double first = mean(sums, power(ABSOLUTE_GATE));
        double gate = Math.max(power(ABSOLUTE_GATE), first * Math.pow(10, RELATIVE_GATE / 10));
        return first == 0 ? Double.NEGATIVE_INFINITY : level(mean(sums, gate));
    }

    /** Of all windows above the gate; what is shorter than one window is one. */
    private static double mean(double[] sums, double gate) {
        double sum = 0;
        int count = 0;
        int window = Math.min(WINDOW, sums.length - 1);
        for (int from = 0; window > 0 && from + window < sums.length; from += STEP) {
            double power = (sums[from + window] - sums[from]) / window;
            if (power > gate) {
                sum += power;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double level(double power) {
        return -0.691 + 10 * Math.log10(power);
    }

    private static double power(double level) {
        return Math.pow(10, (level + 0.691) / 10);
    }
}
