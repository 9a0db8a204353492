package io.aula.courses.job;

import io.aula.courses.video.Source;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Draft;
import io.aula.platform.outbox.Outbox;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Queues work for the transcoder. */
@Service
public class JobService {
    private final Jobs jobs;
    private final VideoService videos;
    private final Outbox outbox;
    private final Clock clock;

    JobService(Jobs jobs, VideoService videos, Outbox outbox, Clock clock) {
        this.jobs = jobs;
        this.videos = videos;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes the job and the message about it, in the transaction of the caller. */
    public void queue(String videoId, @Nullable String lessonId, Urgency urgency) {
        long fence = jobs.fenceOf(videoId);
        String id = Ids.next("job");
        jobs.add(id, videoId, urgency, fence, clock.instant());
        announce(id, videoId, lessonId, urgency, fence + 1);
    }

    /** Works on the caller's video once more, unless that goes on already. */
    @Transactional
    RetryOutcome retry(String videoId, Caller caller) {
        Video video = videos.own(videoId, Optional.of(caller)).orElse(null);
        if (video == null) {
            return new RetryOutcome.NoVideo(videoId);
        }
        Job last = jobs.latestOf(List.of(videoId)).get(videoId);
        if (last == null) {
            return new RetryOutcome.NotUploaded();
        }
        if (!last.state().isOver()) {
            return new RetryOutcome.Queued(video);
        }
        videos.moveTo(videoId, Video.Status.QUEUED);
        queue(videoId, null, Urgency.INTERACTIVE);
        return new RetryOutcome.Queued(videos.own(videoId, Optional.of(caller)).orElseThrow());
    }

    /** What has not begun does not begin. */
    void cancel(String videoId) {
        jobs.cancelWaiting(videoId, clock.instant());
    }

    /** What was cancelled begins. */
    void goOn(String videoId) {
        Job last = jobs.latestOf(List.of(videoId)).get(videoId);
        if (last != null && last.state() == Job.State.CANCELLED) {
            videos.moveTo(videoId, Video.Status.QUEUED);
            queue(videoId, null, last.urgency());
        }
    }

    void forget(String videoId) {
        jobs.forget(videoId);
    }

    /** @param version the fence that the job will have when it is granted */
    void announce(String jobId, String videoId, @Nullable String lessonId, Urgency urgency, long version) {
        Source video = videos.source(videoId);
        Map<String, @Nullable Object> source = new HashMap<>();
        source.put("bucket", "uploads");
        source.put("key", video.key());
        source.put("bytes", video.bytes());
        source.put("mime", video.mime());
        source.put("sha256", video.sha256());
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("videoId", videoId);
        data.put("jobId", jobId);
        data.put("ownerId", video.ownerId());
        data.put("lessonId", lessonId);
        data.put("source", source);
        data.put("output", Map.of("bucket", "media", "prefix", videoId + "/"));
        data.put("spokenLocale", video.spokenLocale());
        data.put("encrypt", false);
        String queue = urgency.name().toLowerCase(Locale.ROOT);
        outbox.append(new Draft("video.uploaded", videoId, version, Optional.of(queue), data));
    }
}
