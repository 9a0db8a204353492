package io.aula.courses.job;

import static java.util.stream.Collectors.toMap;

import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.JobId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.VideoId;
import io.aula.platform.outbox.Outbox;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    public void queue(VideoId videoId, @Nullable LessonId lessonId, Urgency urgency) {
        queue(Work.Kind.TRANSCODE, videoId, lessonId, urgency);
    }

    /** As urgent as the video itself was; nothing happens while such a job is under way. */
    public void queueSpeech(VideoId videoId) {
        Job last = jobs.latestOf(Work.Kind.TRANSCODE, List.of(videoId)).get(videoId);
        queue(Work.Kind.SPEECH, videoId, null, last == null ? Urgency.BULK : last.urgency());
    }

    private void queue(Work.Kind kind, VideoId videoId, @Nullable LessonId lessonId, Urgency urgency) {
        long fence = jobs.fenceOf(kind, videoId);
        JobId id = JobId.next();
        if (jobs.add(new Jobs.NewJob(id, kind, videoId, urgency, fence), clock.instant())) {
            announce(kind, new Work.Order(id, videoId, lessonId, urgency, fence + 1));
        }
    }

    /** Each video's latest job of a kind. */
    public Map<VideoId, Job> latest(Work.Kind kind, Collection<VideoId> videoIds) {
        return jobs.latestOf(kind, videoIds);
    }

    /** Videos that can be played whose words nobody was asked for, or could not be heard for want of a model. */
    public List<VideoId> unheard(int most) {
        return jobs.unheard(most);
    }

    /**
     * Works on the caller's video once more, unless that goes on already: no sooner and no later than the others of its class, and
     * from where a job that died had come. A file that was refused is not tried again: it would be refused again.
     *
     * @param kinds of work to be done
     * @param isAnew whether what was done before is done again
     */
    @Transactional
    RetryOutcome retry(VideoId videoId, Set<Work.Kind> kinds, boolean isAnew, Caller caller) {
        Video video = videos.own(videoId, Optional.of(caller)).orElse(null);
        if (video == null) {
            return new RetryOutcome.NoVideo(videoId.text());
        }
        Job last = jobs.latestOf(Work.Kind.TRANSCODE, List.of(videoId)).get(videoId);
        if (last == null) {
            return new RetryOutcome.NotUploaded();
        }
        if (kinds.contains(Work.Kind.SPEECH)) {
            if (!video.isPlayable()) {
                return new RetryOutcome.NothingToHear();
            }
            queueSpeech(videoId);
        }
        if (kinds.contains(Work.Kind.TRANSCODE) && last.state().isOver()) {
            ProcessingFailureCode failure = last.failure();
            if (failure != null && !last.isRetryable()) {
                return new RetryOutcome.WouldFailAgain(failure);
            }
            if (isAnew || replay(last.id()).isEmpty()) {
                work(Work.Kind.TRANSCODE).queued(videoId);
                queue(videoId, null, last.urgency());
            }
        }
        return new RetryOutcome.Queued(videos.own(videoId, Optional.of(caller)).orElseThrow());
    }

    /** A dead job goes on from what it has done; empty when it is not dead, or another of its kind is under way. */
    Optional<Job> replay(JobId id) {
        Optional<Job> replayed = jobs.replay(id, clock.instant());
        replayed.ifPresent(job -> {
            work(job.kind()).queued(job.videoId());
            announce(job);
        });
        return replayed;
    }

    /** What has not begun does not begin. */
    void cancel(VideoId videoId) {
        jobs.cancelWaiting(videoId, clock.instant());
    }

    /** What was cancelled begins. */
    void goOn(VideoId videoId) {
        works.forEach((kind, work) -> {
            Job last = jobs.latestOf(kind, List.of(videoId)).get(videoId);
            if (last != null && last.state() == Job.State.CANCELLED) {
                work.queued(videoId);
                queue(kind, videoId, null, last.urgency());
            }
        });
    }

    void forget(VideoId videoId) {
        jobs.forget(videoId);
    }

    /** Once more, as it stands. */
    void announce(Job job) {
        announce(job.kind(), new Work.Order(job.id(), job.videoId(), null, job.urgency(), job.fence() + 1));
    }

    /** Whoever works on it stops. */
    void tellDropped(Job job) {
        outbox.append(
                "media.dropped",
                job.id().text(),
                job.fence(),
                Map.of("jobId", job.id().text()));
    }

    /** No worker goes on with it. */
    void failed(Job job, long fence) {
        work(job.kind()).failed(job.videoId());
        tellSettled(job, fence, Outcome.FAILED);
    }

    /** Nobody waits for news of a video that was deleted. */
    void tellSettled(Job job, long fence, Outcome outcome) {
        Video video = videos.byIds(List.of(job.videoId())).get(job.videoId());
        if (video == null) {
            return;
        }
        outbox.append(
                "video.settled",
                job.id().text(),
                fence,
                Map.of(
                        "videoId", video.id().text(),
                        "jobId", job.id().text(),
                        "ownerId", video.ownerId().text(),
                        "work", job.kind() == Work.Kind.TRANSCODE ? "VIDEO" : "CAPTIONS",
                        "outcome", outcome.name(),
                        "at", clock.instant().toString()));
    }

    void announce(Work.Kind kind, Work.Order order) {
        outbox.append(work(kind).message(order));
    }

    Work work(Work.Kind kind) {
        return Objects.requireNonNull(works.get(kind), () -> "nobody does " + kind);
    }
}
