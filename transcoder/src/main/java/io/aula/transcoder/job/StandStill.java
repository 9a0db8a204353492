package io.aula.transcoder.job;

import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.pipeline.ChildEvent.Failed;
import io.aula.transcoder.pipeline.Pass;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reading a source came to a stop. Once that may be the machine's doing; twice at the same place it is the file's, and its teacher is
 * told instead of waiting for more tries. Where nothing of a pass was done yet there is no place: while a source is looked at little time
 * is given, and a busy machine or a slow disk stops there again and again.
 *
 * @param during null before any pass has begun
 */
record StandStill(@Nullable Pass during, String english, String spanish) {

    private static final String AT_ITS_BEGINNING = Finding.STANDS_STILL.english(Finding.time(0));

    static StandStill told(@Nullable Pass during, Failed failed) {
        return new StandStill(during, failed.english(), failed.spanish());
    }

    /** @param positionMs in the source, where the child was heard of last */
    static StandStill seen(@Nullable Pass during, long positionMs) {
        String time = Finding.time(positionMs * 1_000_000);
        return new StandStill(during, Finding.STANDS_STILL.english(time), Finding.STANDS_STILL.spanish(time));
    }

    /** By which the next one is compared with it; empty where that would tell nothing of the file. */
    Optional<String> place() {
        return during == null || english.equals(AT_ITS_BEGINNING)
                ? Optional.empty()
                : Optional.of(during.name() + ": " + english);
    }

    /** @param before the place of the one before; null when there was none */
    JobOutcome outcome(@Nullable String before, String message) {
        return place().filter(place -> place.equals(before)).isPresent()
                ? new JobOutcome.Rejected(Finding.STANDS_STILL, english, spanish)
                : new JobOutcome.Retry(Finding.STANDS_STILL.code(), message);
    }
}
