package io.aula.courses.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One step of a job, and where it is.
 *
 * @param detail which of several steps of one kind, empty when there is one
 * @param output what came of it, for a second worker
 */
record JobStep(
        String step,
        String detail,
        Status status,
        double percent,
        @Nullable JsonNode output,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Where a step stands. */
    enum Status {
        PENDING,
        RUNNING,
        DONE,
        SKIPPED,
        FAILED;

        boolean isOver() {
            return this != PENDING && this != RUNNING;
        }
    }
}
