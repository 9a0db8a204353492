package io.aula.courses.media;

import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What workers report. Only the holder of the job's fence is believed. */
@Component
class MediaResults implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MediaResults.class);

    private final MediaJobs jobs;
    private final Videos videos;
    private final ObjectStore objects;
    private final LiveVideo live;
    private final ApplicationEventPublisher told;
    private final Clock clock;

    MediaResults(
            MediaJobs jobs,
            Videos videos,
            ObjectStore objects,
            LiveVideo live,
            ApplicationEventPublisher told,
            Clock clock) {
        this.jobs = jobs;
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
        MediaJobs.Job job = jobs.byIdForUpdate(jobId).orElse(null);
        if (job == null || !jobs.renew(jobId, fence, clock.instant().plus(MediaClaims.LEASE))) {
            LOG.info("{} of {} with fence {} is not the holder's: ignored", event.type(), jobId, fence);
            return;
        }
        switch (event.type()) {
            case "media.step" -> step(job, data);
            case "video.playable" -> publish(job, Video.Status.PLAYABLE, fence, data);
            case "video.ready" -> {
                publish(job, Video.Status.READY, fence, data);
                jobs.end(jobId, fence, "DONE", null, false);
            }
            case "video.failed" -> {
                jobs.end(
                        jobId,
                        fence,
                        "FAILED",
                        data.path("code").asString("INTERNAL"),
                        data.path("retryable").asBoolean(false));
                videos.moveTo(job.videoId(), Video.Status.FAILED);
            }
            default -> LOG.info("{} is nothing that courses knows", event.type());
        }
        live.changedAfterCommit(job.videoId());
    }

    private void step(MediaJobs.Job job, JsonNode data) {
        String step = data.path("step").asString("");
        if (step.equals("HEARTBEAT")) {
            return; // the lease is renewed, which is all it wanted
        }
        String status = data.path("status").asString("RUNNING");
        boolean isDone = status.equals("DONE");
        double percent = isDone ? 100 : data.path("percent").asDouble(0);
        jobs.step(
                job.id(),
                step,
                data.path("detail").asString(""),
                status.equals("STARTED") ? "RUNNING" : status,
                percent,
                data.path("output"),
                clock.instant());
        jobs.percent(job.id(), data.path("jobPercent").asDouble(0));
    }

    private void publish(MediaJobs.Job job, Video.Status status, long fence, JsonNode data) {
        showPoster(job.videoId(), fence, data.path("poster").path("jpeg").asString(""));
        videos.publish(job.videoId(), status, fence, data);
        data.path("renditions").forEach(rendition -> videos.addRendition(job.videoId(), fence, rendition));
        told.publishEvent(
                new VideoMeasured(job.videoId(), data.path("durationMs").asInt()));
    }

    /** The poster also lies under a name of its own, so that showing it grants nothing of the video. */
    private void showPoster(String videoId, long fence, String poster) {
        if (poster.isEmpty()) {
            return;
        }
        try {
            objects.copy(
                    new ObjectRef("media", videoId + "/" + fence + "/" + poster),
                    new ObjectRef("media", Posters.owner(videoId) + "/" + fence + "/poster.jpg"));
        } catch (NoSuchObjectException e) {
            LOG.warn("Video {} came without its poster {}", videoId, poster);
        }
    }
}
