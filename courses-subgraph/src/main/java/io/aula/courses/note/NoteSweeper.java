package io.aula.courses.note;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets notes go for good that were deleted and not brought back. */
@Component
class NoteSweeper {
    private static final Duration UNDONE_WITHIN = Duration.ofDays(1);
    private static final int BATCH = 1_000;
    private static final int MOST_BATCHES = 100;

    private final LessonNotes notes;
    private final Clock clock;

    NoteSweeper(LessonNotes notes, Clock clock) {
        this.notes = notes;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT7M")
    void sweep() {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            if (notes.forget(clock.instant().minus(UNDONE_WITHIN), BATCH) < BATCH) {
                return;
            }
        }
    }
}
