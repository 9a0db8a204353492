package io.aula.courses.job;

import io.aula.courses.video.VideoService;
import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives jobs to workers under a lease, and takes them back from those that fall silent. */
@Service
class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration OVERDUE = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 5;

    private final Jobs jobs;
    private final JobService service;
    private final VideoService videos;
    private final LiveVideo live;
    private final Clock clock;

    Claims(Jobs jobs, JobService service, VideoService videos, LiveVideo live, Clock clock) {
        this.jobs = jobs;
        this.service = service;
        this.videos = videos;
        this.live = live;
        this.clock = clock;
    }

    /** @param isRedelivered the broker saw the first holder's connection end, so its lease ends with it */
    @Transactional
    Claim claim(JobId jobId, String workerId, boolean isRedelivered) {
        Job job = jobs.byIdForUpdate(jobId).orElse(null);
        if (job == null) {
            return Claim.Refused.unknownJob();
        }
        Instant now = clock.instant();
        boolean isHeld =
                job.leaseUntil() != null && job.leaseUntil().plus(GRACE).isAfter(now);
        return switch (job.state()) {
            case RUNNING -> isHeld && !isRedelivered ? new Claim.Refused("LEASED") : grant(job, workerId, now);
            case WAITING -> waiting(job, workerId, now);
            case DONE, FAILED, CANCELLED -> new Claim.Refused(job.state().name());
        };
    }

    private Claim waiting(Job job, String workerId, Instant now) {
        Instant notBefore = job.tries().notBefore();
        if (notBefore != null && notBefore.isAfter(now.plus(GRACE))) {
            return new Claim.Refused("POSTPONED");
        }
        return isThere(job.videoId()) ? grant(job, workerId, now) : cancel(job);
    }

    private boolean isThere(VideoId videoId) {
        return videos.byIds(List.of(videoId)).containsKey(videoId);
    }

    /** A worker fell silent over a video that was deleted meanwhile. */
    private Claim cancel(Job job) {
        service.cancel(job.videoId());
        return new Claim.Refused(Job.State.CANCELLED.name());
    }

    private Claim grant(Job job, String workerId, Instant now) {
        Work work = service.work(job.kind());
        int tries = job.triesWithThis();
        long fence = jobs.lease(job.id(), workerId, tries, now, now.plus(LEASE));
        live.changedAfterCommit(job.videoId());
        if (tries > MOST_TRIES) {
            Cause last = Objects.requireNonNullElseGet(job.tries().cause(), Cause::silence);
            jobs.fail(job.id(), fence, last, true, now);
            service.failed(job, fence);
            return new Claim.Refused("TOO_MANY_ATTEMPTS");
        }
        work.begun(job.videoId());
        return new Claim.Granted(fence, tries, jobs.doneSteps(job.id()), LEASE, work.prefix(job.videoId()));
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT15S")
    @Transactional
    void reclaim() {
        for (Job job : jobs.reclaim(clock.instant().minus(GRACE))) {
            LOG.warn("Job {} goes back to the queue: its worker fell silent", job.id());
            service.announce(job);
        }
        for (Job job : jobs.overdue(clock.instant().minus(OVERDUE))) {
            LOG.warn("Job {} is announced again: nobody came for it when its time was up", job.id());
            service.announce(job);
        }
    }
}
