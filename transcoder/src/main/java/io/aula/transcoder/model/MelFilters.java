package io.aula.transcoder.model;

/**
 * Whisper's table of 80 mel filters over a spectrum of 400 samples at 16 kHz: Slaney's scale, linear below 1 kHz and
 * logarithmic above, each triangle of equal area. Rounded to float32 where Whisper's own table was.
 */
final class MelFilters {

    static final int FILTERS = 80;
    static final int BINS = 201;

    private static final double RATE = 16_000;
    private static final double LINEAR_END = 15;
    private static final double HERTZ_PER_MEL = 200.0 / 3;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private MelFilters() {}

    static float[][] table() {
        double[] corner = corners();
        float[][] table = new float[FILTERS][BINS];
        for (int filter = 0; filter < FILTERS; filter++) {
            double rise = corner[filter + 1] - corner[filter];
            double fall = corner[filter + 2] - corner[filter + 1];
            double area = 2 / (corner[filter + 2] - corner[filter]);
            for (int bin = 0; bin < BINS; bin++) {
                double hertz = bin == BINS - 1 ? RATE / 2 : bin * (RATE / 2 / (BINS - 1));
                double up = -(corner[filter] - hertz) / rise;
                double down = (corner[filter + 2] - hertz) / fall;
                float height = (float) (Math.max(0, Math.min(up, down)) + 0.0);
                table[filter][bin] = (float) (height * area);
            }
        }
        return table;
    }

    private static double[] corners() {
        double highest = LINEAR_END + Math.log(RATE / 2000) / LOG_STEP;
        double[] corner = new double[FILTERS + 2];
        for (int i = 0; i < corner.length; i++) {
            double mel = i == corner.length - 1 ? highest : i * (highest / (corner.length - 1));
            corner[i] = mel < LINEAR_END ? HERTZ_PER_MEL * mel : 1000 * Math.exp(LOG_STEP * (mel - LINEAR_END));
        }
        return corner;
    }
}
