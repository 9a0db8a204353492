package io.aula.transcoder.job;

import java.util.Map;

/** Where a running job tells how it goes. Every call may throw if the broker is gone, which ends the job. */
public interface JobReports {

    void step(StepReport report);

    void playable(Map<String, Object> result);

    void ready(Map<String, Object> result);

    /**
     * @param percent of the step
     * @param jobPercent of everything
     */
    record StepReport(String step, String detail, String status, double percent, double jobPercent) {}
}
