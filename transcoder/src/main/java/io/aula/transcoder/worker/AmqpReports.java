package io.aula.transcoder.worker;

import io.aula.transcoder.job.JobReports;
import io.aula.transcoder.job.PublishedVideo;
import io.aula.transcoder.job.TranscodeJob;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.Finding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reports of one job under one fence, as events and as live percent. */
final class AmqpReports implements JobReports {

    private final EventPublisher publisher;
    private final TranscodeJob job;
    private final long fence;

    AmqpReports(EventPublisher publisher, TranscodeJob job, long fence) {
        this.publisher = publisher;
        this.job = job;
        this.fence = fence;
    }

    @Override
    public void step(StepReport report) {
        Map<String, Object> data = about(report.step());
        data.put("videoId", job.videoId());
        data.put("detail", report.detail().isEmpty() ? null : report.detail());
        data.put("status", report.status());
        data.put("percent", rounded(report.percent()));
        data.put("jobPercent", rounded(report.jobPercent()));
        if (report.wallMs() != null) {
            data.put("wallMs", report.wallMs());
        }
        publisher.event("media.step", job.jobId(), job.traceparent(), data);
        Map<String, Object> live = about(report.step());
        live.put("videoId", job.videoId());
        live.put("detail", report.detail());
        live.put("percent", rounded(report.jobPercent()));
        publisher.live("video." + job.videoId(), live);
    }

    @Override
    public void playable(PublishedVideo video) {
        publisher.event("video.playable", job.videoId(), job.traceparent(), video);
    }

    @Override
    public void ready(PublishedVideo video) {
        publisher.event("video.ready", job.videoId(), job.traceparent(), video);
    }

    void heartbeat() {
        publisher.event("media.step", job.jobId(), job.traceparent(), about("HEARTBEAT"));
    }

    void postponed(FailureCode code, String message, Duration wait) {
        publisher.postponed(job.jobId(), fence, job.traceparent(), new EventPublisher.Cause(code, message), wait);
    }

    void givenBack() {
        publisher.postponed(job.jobId(), fence, job.traceparent(), null, Duration.ZERO);
    }

    void failed(FailureCode code, String message) {
        publisher.event("video.failed", job.videoId(), job.traceparent(), failure(code, message));
    }

    /** The source is at fault: the teacher is told what was found in it. */
    void rejected(Finding finding, String english, String spanish) {
        Map<String, Object> data = failure(finding.code(), english);
        data.put("finding", finding.name());
        data.put("texts", Map.of("es", spanish, "en", english));
        publisher.event("video.failed", job.videoId(), job.traceparent(), data);
    }

    private Map<String, Object> failure(FailureCode code, String message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("videoId", job.videoId());
        data.put("jobId", job.jobId());
        data.put("fence", fence);
        data.put("code", code.name());
        data.put("message", message);
        data.put("retryable", code.mayHeal());
        return data;
    }

    private Map<String, Object> about(String step) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("jobId", job.jobId());
        data.put("fence", fence);
        data.put("step", step);
        return data;
    }

    private static double rounded(double percent) {
        return Math.round(percent * 10) / 10.0;
    }
}
