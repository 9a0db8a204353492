package io.aula.courses.job;

import io.aula.courses.video.Made;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What workers report. Only the holder of the job's fence is believed. */
@Component
class Results implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);

    private final Jobs jobs;
    private final JobService service;
    private final VideoService videos;
    private final ObjectStore objects;
    private final LiveVideo live;
    private final ApplicationEventPublisher told;
    private final Clock clock;

    Results(
            Jobs jobs,
            JobService service,
            VideoService videos,
            ObjectStore objects,
            LiveVideo live,
            ApplicationEventPublisher told,
            Clock clock) {
        this.jobs = jobs;
        this.service = service;
        this.videos = videos;
        this.objects = objects;
        this.live = live;
        this.told = told;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return "courses.media-results";
    }

    @Override
    public void handle(Event event) {
        JsonNode data = event.data();
        String jobId = data.path("jobId").asString("");
        long fence = data.path("fence").asLong(-1);
        Job job = jobs.byIdForUpdate(jobId).orElse(null);
        if (job == null || !jobs.renew(jobId, fence, clock.instant().plus(Claims.LEASE))) {
            LOG.info("{} of {} with fence {} is not the holder's: ignored", event.type(), jobId, fence);
            return;
        }
        switch (event.type()) {
            case "media.step" -> step(job, data);
            case "video.playable" -> publish(job, Video.Status.PLAYABLE, fence, data);
            case "video.ready" -> {
                publish(job, Video.Status.READY, fence, data);
                jobs.succeed(jobId, fence, clock.instant());
            }
            case "captions.ready" -> {
                told.publishEvent(new SpeechHeard(job.videoId(), jobId, fence, data));
                jobs.succeed(jobId, fence, clock.instant());
            }
            case "video.failed", "captions.failed" -> fail(job, fence, data);
            default -> LOG.info("{} is nothing that courses knows", event.type());
        }
        live.changedAfterCommit(job.videoId());
    }

    private void fail(Job job, long fence, JsonNode data) {
        ProcessingFailureCode code = ProcessingFailureCode.of(data.path("code").asString("INTERNAL"));
        boolean isRetryable = data.path("retryable").asBoolean(false);
        jobs.fail(job.id(), fence, code, isRetryable, clock.instant());
        service.work(job.kind()).failed(job.videoId());
    }

    private void step(Job job, JsonNode data) {
        String step = data.path("step").asString("");
        if (step.equals("HEARTBEAT")) {
            return; // the lease is renewed, which is all it wanted
        }
        JobStep.Status status = status(data.path("status").asString("RUNNING"));
        double percent =
                status == JobStep.Status.DONE ? 100 : data.path("percent").asDouble(0);
        JsonNode output = data.path("output");
        jobs.step(
                job.id(),
                new JobStep(
                        step,
                        data.path("detail").asString(""),
                        status,
                        percent,
                        output.isObject() ? output : null,
                        null,
                        null),
                clock.instant());
        jobs.percent(job.id(), data.path("jobPercent").asDouble(0));
    }

    private static JobStep.Status status(String told) {
        return switch (told) {
            case "DONE" -> JobStep.Status.DONE;
            case "SKIPPED" -> JobStep.Status.SKIPPED;
            case "FAILED" -> JobStep.Status.FAILED;
            default -> JobStep.Status.RUNNING; // STARTED, RUNNING
        };
    }

    private void publish(Job job, Video.Status status, long fence, JsonNode data) {
        showPoster(job.videoId(), fence, data.path("poster").path("jpeg").asString(null));
        videos.publish(
                job.videoId(),
                status,
                new Made(
                        fence,
                        data.path("durationMs").asInt(),
                        data.path("width").asInt(),
                        data.path("height").asInt(),
                        data.path("poster"),
                        data.path("sprite").isObject() ? data.path("sprite") : null,
                        data.path("renditions").valueStream().map(Results::size).toList()));
    }

    private static Made.Size size(JsonNode rendition) {
        return new Made.Size(
                rendition.path("width").asInt(),
                rendition.path("height").asInt(),
                rendition.path("codec").asString(""),
                rendition.path("bitrateKbps").asInt(),
                rendition.path("bytes").asLong());
    }

    /** The poster also lies under a name of its own, so that showing it grants nothing of the video. */
    private void showPoster(String videoId, long fence, @Nullable String poster) {
        if (poster == null) {
            return;
        }
        try {
            objects.copy(
                    new ObjectRef("media", videoId + "/" + fence + "/" + poster),
                    new ObjectRef("media", Video.posterFolder(videoId) + "/" + fence + "/poster.jpg"));
        } catch (NoSuchObjectException e) {
            LOG.warn("Video {} came without its poster {}", videoId, poster);
        }
    }
}
