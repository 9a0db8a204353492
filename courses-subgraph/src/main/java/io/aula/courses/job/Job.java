package io.aula.courses.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as it stands. Whatever a worker reports counts only with the fence that the job has then. */
public record Job(
        String id,
        Work.Kind kind,
        String videoId,
        Urgency urgency,
        State state,
        int attempt,
        long fence,
        double percent,
        @Nullable ProcessingFailureCode failure,
        boolean isRetryable,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant leaseUntil) {

    /** Where a job stands. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }
}
