package io.aula.transcoder.worker;

import io.aula.transcoder.job.SpeechJob;
import io.aula.transcoder.job.SpeechOutcome;
import io.aula.transcoder.job.SpeechReports;
import io.aula.transcoder.ladder.FailureCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a job that hears tells courses, under one fence. */
final class CaptionEvents implements SpeechReports {

    private static final String STEP = "TRANSCRIBE";

    private final EventPublisher publisher;
    private final SpeechJob job;
    private final long fence;
    private final long begun = System.nanoTime();

    CaptionEvents(EventPublisher publisher, SpeechJob job, long fence) {
        this.publisher = publisher;
        this.job = job;
        this.fence = fence;
    }

    @Override
    public void heard(int pieces, int of) {
        double percent = of == 0 ? 100 : Math.round(1000.0 * pieces / of) / 10.0;
        Map<String, Object> data = about();
        data.put("step", STEP);
        data.put("detail", pieces + "/" + of);
        data.put("status", pieces == of ? "DONE" : pieces == 0 ? "STARTED" : "RUNNING");
        data.put("percent", percent);
        data.put("jobPercent", percent);
        if (pieces == of) {
            data.put("wallMs", (System.nanoTime() - begun) / 1_000_000);
        }
        publisher.event("media.step", job.jobId(), job.traceparent(), data);
    }

    void heartbeat() {
        Map<String, Object> data = about();
        data.put("step", "HEARTBEAT");
        publisher.event("media.step", job.jobId(), job.traceparent(), data);
    }

    void postponed(FailureCode code, String message, Duration wait) {
        publisher.postponed(job.jobId(), fence, job.traceparent(), new EventPublisher.Cause(code, message), wait);
    }

    void givenBack() {
        publisher.postponed(job.jobId(), fence, job.traceparent(), null, Duration.ZERO);
    }

    void ready(SpeechOutcome.Heard heard) {
        Map<String, Object> data = about();
        data.put("state", "READY");
        data.put("locale", heard.plan().language());
        data.put("localeConfidence", heard.plan().likelihood());
        data.put("isLocaleDetected", heard.plan().isDetected());
        data.put("model", heard.plan().model());
        data.put("confidence", heard.cues().confidence());
        data.put("cueCount", heard.cues().cues().size());
        data.put("cues", heard.key());
        publisher.event("captions.ready", job.videoId(), job.traceparent(), data);
    }

    void nothing() {
        Map<String, Object> data = about();
        data.put("state", "NONE");
        data.put("locale", null);
        data.put("cueCount", 0);
        data.put("cues", null);
        publisher.event("captions.ready", job.videoId(), job.traceparent(), data);
    }

    void failed(String state, String code, String message, boolean isRetryable) {
        Map<String, Object> data = about();
        data.put("state", state);
        data.put("code", code);
        data.put("message", message);
        data.put("retryable", isRetryable);
        publisher.event("captions.failed", job.videoId(), job.traceparent(), data);
    }

    private Map<String, Object> about() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("videoId", job.videoId());
        data.put("jobId", job.jobId());
        data.put("fence", fence);
        return data;
    }
}
