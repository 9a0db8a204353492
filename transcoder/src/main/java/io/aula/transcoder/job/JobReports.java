package io.aula.transcoder.job;

import org.jspecify.annotations.Nullable;

/** Where a running job tells how it goes. Every call may throw if the broker is gone, which ends the job. */
public interface JobReports {

    void step(StepReport report);

    void playable(PublishedVideo video);

    void ready(PublishedVideo video);

    /**
     * @param percent of the step
     * @param jobPercent of everything
     * @param wallMs how long this worker needed for a step that is done; null where that is not known
     */
    record StepReport(
            String step,
            String detail,
            String status,
            double percent,
            double jobPercent,
            @Nullable Long wallMs) {}
}
