package io.aula.transcoder.job;

import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.pipeline.ChildEvent.Failed;
import io.aula.transcoder.pipeline.Pass;
import org.jspecify.annotations.Nullable;

/**
 * Reading a source came to a stop. Once that may be the machine's doing; twice at the same place it is the file's, and its teacher is
 * told instead of waiting for more tries.
 *
 * @param during null before any pass has begun
 */
record StandStill(@Nullable Pass during, String english, String spanish) {

    static StandStill told(@Nullable Pass during, Failed failed) {
        return new StandStill(during, failed.english(), failed.spanish());
    }

    /** @param positionMs in the source, where the child was heard of last */
    static StandStill seen(@Nullable Pass during, long positionMs) {
        String time = Finding.time(positionMs * 1_000_000);
        return new StandStill(during, Finding.STANDS_STILL.english(time), Finding.STANDS_STILL.spanish(time));
    }

    /** By which the next one is compared with it. */
    String place() {
        return (during == null ? "PROBE" : during.name()) + ": " + english;
    }

    /** @param before the place of the one before; null when there was none */
    JobOutcome outcome(@Nullable String before, String message) {
        return place().equals(before)
                ? new JobOutcome.Rejected(Finding.STANDS_STILL, english, spanish)
                : new JobOutcome.Retry(Finding.STANDS_STILL.code(), message);
    }
}
