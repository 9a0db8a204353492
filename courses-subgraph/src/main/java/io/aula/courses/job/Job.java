package io.aula.courses.job;

import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as it stands. Whatever a worker reports counts only with the fence that the job has then. */
public record Job(
        JobId id,
        Work.Kind kind,
        VideoId videoId,
        Urgency urgency,
        State state,
        int attempt,
        long fence,
        double percent,
        @Nullable ProcessingFailureCode failure,
        boolean isRetryable,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant leaseUntil,
        @Nullable String workerId,
        Tries tries) {

    /**
     * What the tries of a job have come to.
     *
     * @param inVain how many, one after another, did not move the percent
     * @param percentBefore where the last one began
     * @param notBefore no worker begins before, if the last one failed
     * @param cause of the last one that failed
     */
    record Tries(
            int inVain,
            double percentBefore,
            @Nullable Instant notBefore,
            @Nullable Cause cause) {}

    /** Counts the try that is about to begin. */
    int triesWithThis() {
        return percent > tries.percentBefore() ? 1 : tries.inVain() + 1;
    }

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
