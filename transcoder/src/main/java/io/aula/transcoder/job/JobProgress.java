package io.aula.transcoder.job;

import io.aula.transcoder.pipeline.Pass;
import org.jspecify.annotations.Nullable;

/** Turns positions in passes into percent of the whole, about once a second. */
final class JobProgress {

    private static final long EVERY_NANOS = 1_000_000_000L;
    private static final double AUDIO_SHARE = 5;

    private long lastReport = System.nanoTime() - EVERY_NANOS;
    private final long durationMs;
    private final boolean hasRest;

    JobProgress(long durationMs, boolean hasRest) {
        this.durationMs = durationMs;
        this.hasRest = hasRest;
    }

    boolean isDue() {
        if (System.nanoTime() - lastReport < EVERY_NANOS) {
            return false;
        }
        lastReport = System.nanoTime();
        return true;
    }

    double ofPass(long positionMs) {
        return durationMs <= 0 ? 0 : Math.clamp(100.0 * positionMs / durationMs, 0, 99);
    }

    double ofJob(@Nullable Pass pass, double passPercent) {
        double first = hasRest ? 30 : 93;
        if (pass == null) {
            return 0;
        }
        return switch (pass) {
            case AUDIO -> AUDIO_SHARE * passPercent / 100;
            case FIRST -> AUDIO_SHARE + first * passPercent / 100;
            case REST -> AUDIO_SHARE + first + (98 - AUDIO_SHARE - first) * passPercent / 100;
        };
    }
}
