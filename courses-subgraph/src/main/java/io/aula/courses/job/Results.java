package io.aula.courses.job;

import io.aula.courses.video.Made;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What workers report. Only the holder of the job's fence is believed. */
@Component
class Results implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);

    private final Jobs jobs;
    private final Findings findings;
    private final JobService service;
    private final VideoService videos;
    private final ObjectStore objects;
    private final LiveVideo live;
    private final SpeechIntake speech;
    private final SourceTextIntake texts;
    private final Clock clock;

    Results(
            Jobs jobs,
            Findings findings,
            JobService service,
            VideoService videos,
            ObjectStore objects,
            LiveVideo live,
            SpeechIntake speech,
            SourceTextIntake texts,
            Clock clock) {
        this.jobs = jobs;
        this.findings = findings;
        this.service = service;
        this.videos = videos;
        this.objects = objects;
        this.live = live;
        this.speech = speech;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return "courses.media-results";
    }

    @Override
    public void handle(Event event) {
        prepare(event).run();
    }

    @Override
    public Runnable prepare(Event event) {
        Runnable intake = intake(event);
        return () -> take(event, intake);
    }

    /** What is not the holder's is not even read: its file may be gone with its video. */
    private Runnable intake(Event event) {
        JsonNode data = event.data();
        boolean isHeard = event.type().equals("captions.ready");
        boolean hasTexts =
                event.type().equals("video.playable") && !data.path("captions").isEmpty();
        if (!isHeard && !hasTexts) {
            return () -> {};
        }
        long fence = data.path("fence").asLong(-1);
        return JobId.parse(data.path("jobId").asString(""))
                .flatMap(id -> jobs.held(id, fence))
                .map(job -> isHeard
                        ? speech.read(new SpeechHeard(job.videoId(), job.id(), fence, data))
                        : texts.read(job.videoId(), job.id()))
                .orElse(() -> {});
    }

    private void take(Event event, Runnable intake) {
        JsonNode data = event.data();
        String named = data.path("jobId").asString("");
        long fence = data.path("fence").asLong(-1);
        Job job = JobId.parse(named).flatMap(jobs::byIdForUpdate).orElse(null);
        if (job == null || !jobs.renew(job.id(), fence, clock.instant().plus(Claims.LEASE))) {
            LOG.info("{} of {} with fence {} is not the holder's: ignored", event.type(), named, fence);
            return;
        }
        switch (event.type()) {
            case "media.step" -> step(job, data);
            case "media.postponed" -> postpone(job, fence, data);
            case "video.playable" -> {
                publish(job, Video.Status.PLAYABLE, fence, data);
                intake.run();
            }
            case "video.ready" -> {
                publish(job, Video.Status.READY, fence, data);
                jobs.succeed(job.id(), fence, clock.instant());
                service.tellSettled(job, fence, Outcome.READY);
            }
            case "captions.ready" -> {
                intake.run();
                jobs.succeed(job.id(), fence, clock.instant());
                if (!data.path("state").asString("").equals("NONE")) { // where nobody speaks there is nothing to read
                    service.tellSettled(job, fence, Outcome.READY);
                }
            }
            case "video.failed", "captions.failed" -> fail(job, fence, data);
            default -> LOG.info("{} is nothing that courses knows", event.type());
        }
        live.changedAfterCommit(job.videoId());
    }

    private void fail(Job job, long fence, JsonNode data) {
        boolean isRetryable = data.path("retryable").asBoolean(false);
        Cause cause = cause(data);
        jobs.fail(job.id(), fence, cause, isRetryable, clock.instant());
        findings.keep(job.id(), data.path("texts"));
        if (cause.code()
                == ProcessingFailureCode
                        .NO_MODEL) { // of every video of this installation, and its teacher's fault of none
            service.work(job.kind()).failed(job.videoId());
        } else {
            service.failed(job, fence);
        }
    }

    private void postpone(Job job, long fence, JsonNode data) {
        if (!data.has("code")) {
            jobs.giveBack(job.id(), fence, clock.instant());
            return;
        }
        Cause cause = cause(data);
        long seconds = data.path("retryInSeconds").asLong(0);
        LOG.warn("Job {} waits for {} s: {} {}", job.id(), seconds, cause.code(), cause.message());
        jobs.postpone(job.id(), fence, cause, clock.instant().plusSeconds(seconds));
    }

    private static Cause cause(JsonNode data) {
        ProcessingFailureCode code = ProcessingFailureCode.of(data.path("code").asString("INTERNAL"));
        return new Cause(code, data.path("message").asString(""));
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
    private void showPoster(VideoId videoId, long fence, @Nullable String poster) {
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
