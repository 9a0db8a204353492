package io.aula.transcoder.loudness;

/** The highest level between samples too: four times as many, made by the filter of ITU-R BS.1770-4, annex 2. */
final class TruePeak {

    private static final int TAPS = 12;

    /** One row for each of the four samples that are made of one; the second half mirrors the first. */
    private static final float[][] PHASES = {
        {
            0.0017089843750f,
            0.0109863281250f,
            -0.0196533203125f,
            0.0332031250000f,
            -0.0594482421875f,
            0.1373291015625f,
            0.9721679687500f,
            -0.1022949218750f,
            0.0476074218750f,
            -0.0266113281250f,
            0.0148925781250f,
            -0.0083007812500f
        },
        {
            -0.0291748046875f,
            0.0292968750000f,
            -0.0517578125000f,
            0.0891113281250f,
            -0.1665039062500f,
            0.4650878906250f,
            0.7797851562500f,
            -0.2003173828125f,
            0.1015625000000f,
            -0.0582275390625f,
            0.0330810546875f,
            -0.0189208984375f
        }
    };

    private final float[] last = new float[2 * TAPS];
    private int at;

    /** The highest magnitude of the four samples that the next one gives, and of itself. */
    float next(float sample) {
        // Kept twice, so that the last twelve always lie in a row.
        at = at == 0 ? TAPS - 1 : at - 1;
        last[at] = sample;
        last[at + TAPS] = sample;
        float peak = Math.abs(sample);
        for (float[] phase : PHASES) {
            float forth = 0;
            float back = 0;
            for (int i = 0; i < TAPS; i++) {
                forth += phase[i] * last[at + i];
                back += phase[TAPS - 1 - i] * last[at + i];
            }
            peak = Math.max(peak, Math.max(Math.abs(forth), Math.abs(back)));
        }
        return peak;
    }
}
