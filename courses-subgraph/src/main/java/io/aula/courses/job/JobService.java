package io.aula.courses.job;

import static java.util.stream.Collectors.toMap;

import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.Ids;
import io.aula.platform.outbox.Outbox;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Queues work on videos. */
@Service
public class JobService {
    private final Jobs jobs;
    private final VideoService videos;
    private final Map<Work.Kind, Work> works;
    private final Outbox outbox;
    private final Clock clock;

    JobService(Jobs jobs, VideoService videos, List<Work> works, Outbox outbox, Clock clock) {
        this.jobs = jobs;
        this.videos = videos;
        this.works = works.stream().collect(toMap(Work::kind, work -> work));
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes the job that makes a video from its source, and the message about it, in the transaction of the caller. */
    public void queue(String videoId, @Nullable String lessonId, Urgency urgency) {
        queue(Work.Kind.TRANSCODE, videoId, lessonId, urgency);
    }

    /** As urgent as the video itself was; nothing happens while such a job is under way. */
    public void queueSpeech(String videoId) {
        Job last = jobs.latestOf(Work.Kind.TRANSCODE, List.of(videoId)).get(videoId);
        queue(Work.Kind.SPEECH, videoId, null, last == null ? Urgency.BULK : last.urgency());
    }

    private void queue(Work.Kind kind, String videoId, @Nullable String lessonId, Urgency urgency) {
        long fence = jobs.fenceOf(kind, videoId);
        String id = Ids.next("job");
        if (jobs.add(new Jobs.NewJob(id, kind, videoId, urgency, fence), clock.instant())) {
            announce(kind, new Work.Order(id, videoId, lessonId, urgency, fence + 1));
        }
    }

    /** Each video's latest job of a kind. */
    public Map<String, Job> latest(Work.Kind kind, Collection<String> videoIds) {
        return jobs.latestOf(kind, videoIds);
    }

    /** Videos that can be played whose words nobody was asked for, or could not be heard for want of a model. */
    public List<String> unheard(int most) {
        return jobs.unheard(most);
    }

    /** Works on the caller's video once more, unless that goes on already. */
    @Transactional
    RetryOutcome retry(String videoId, Caller caller) {
        Video video = videos.own(videoId, Optional.of(caller)).orElse(null);
        if (video == null) {
            return new RetryOutcome.NoVideo(videoId);
        }
        Job last = jobs.latestOf(Work.Kind.TRANSCODE, List.of(videoId)).get(videoId);
        if (last == null) {
            return new RetryOutcome.NotUploaded();
        }
        if (!last.state().isOver()) {
            return new RetryOutcome.Queued(video);
        }
        work(Work.Kind.TRANSCODE).queued(videoId);
        queue(videoId, null, Urgency.INTERACTIVE);
        return new RetryOutcome.Queued(videos.own(videoId, Optional.of(caller)).orElseThrow());
    }

    /** What has not begun does not begin. */
    void cancel(String videoId) {
        jobs.cancelWaiting(videoId, clock.instant());
    }

    /** What was cancelled begins. */
    void goOn(String videoId) {
        works.forEach((kind, work) -> {
            Job last = jobs.latestOf(kind, List.of(videoId)).get(videoId);
            if (last != null && last.state() == Job.State.CANCELLED) {
                work.queued(videoId);
                queue(kind, videoId, null, last.urgency());
            }
        });
    }

    void forget(String videoId) {
        jobs.forget(videoId);
    }

    void announce(Work.Kind kind, Work.Order order) {
        outbox.append(work(kind).message(order));
    }

    Work work(Work.Kind kind) {
        return Objects.requireNonNull(works.get(kind), () -> "nobody does " + kind);
    }
}
