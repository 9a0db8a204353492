package io.aula.courses.job;

import io.aula.platform.id.JobId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job gets on, as the schema shows it.
 *
 * @param queuePosition the first being 1; null once it runs
 */
public record ProcessingState(
        JobId jobId,
        int attempt,
        @Nullable Integer queuePosition,
        double percent,
        @Nullable Integer etaMs,
        List<Step> steps,
        @Nullable Failure failure) {
    public ProcessingState {
        steps = List.copyOf(steps);
    }

    /** One step of it. */
    public record Step(
            String step,
            @Nullable String detail,
            String status,
            double percent,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        static Step of(JobStep step) {
            return new Step(
                    step.step(),
                    step.detail().isEmpty() ? null : step.detail(),
                    step.status().name(),
                    step.percent(),
                    step.startedAt(),
                    step.finishedAt());
        }
    }

    /**
     * Why it ended badly.
     *
     * @param texts what was found in the file, else what the code says
     */
    public record Failure(ProcessingFailureCode code, Texts texts, boolean retryable) {}

    /** One thing said in both languages. */
    public record Texts(String spanish, String english) {}
}
