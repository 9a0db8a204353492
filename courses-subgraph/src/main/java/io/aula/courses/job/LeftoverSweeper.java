package io.aula.courses.job;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes what jobs leave behind that are over: their checkpoints, and under the video the files of tries that were never
 * published or are superseded; and what was never written to its end. What a dead job has done stays for a week, since it may be replayed.
 */
@Component
class LeftoverSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverSweeper.class);
    private static final Duration OVER = Duration.ofHours(1);
    private static final Duration DEAD = Duration.ofDays(7);
    private static final Duration UNFINISHED = Duration.ofDays(1);
    private static final int BATCH = 50;
    private static final String BUCKET = "media";

    private final AllJobs jobs;
    private final ObjectStore objects;
    private final MeterRegistry meters;
    private final Clock clock;

    LeftoverSweeper(AllJobs jobs, ObjectStore objects, MeterRegistry meters, Clock clock) {
        this.jobs = jobs;
        this.objects = objects;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    void sweep() {
        Instant now = clock.instant();
        sweepUnfinished(now);
        for (Job job : jobs.unswept(now.minus(OVER), now.minus(DEAD), BATCH)) {
            try {
                sweep(job, now);
            } catch (StorageException e) {
                LOG.warn("Job {} keeps what it left until the next round", job.id(), e);
            }
        }
    }

    /** Of writers that were killed, workers and services alike. */
    private void sweepUnfinished(Instant now) {
        try {
            int parts = objects.removeUnfinished(now.minus(UNFINISHED));
            meters.counter("aula.jobs.swept", "kind", "part").increment(parts);
            if (parts > 0) {
                LOG.info("Removed {} files that were never written to their end", parts);
            }
        } catch (StorageException e) {
            LOG.warn("What was never written to its end stays until the next round", e);
        }
    }

    private void sweep(Job job, Instant now) {
        int checkpoints = remove("checkpoint", "work/" + job.id() + "/", ref -> true);
        jobs.swept(job.id(), now);
        int segments = 0;
        if (job.kind() == Work.Kind.TRANSCODE) {
            List<Long> needed = jobs.neededFences(job.videoId());
            // Whoever works on it now has a higher fence than any of these.
            segments = remove(
                    "segment",
                    job.videoId() + "/",
                    ref -> fenceOf(ref) <= job.fence() && !needed.contains(fenceOf(ref)));
        }
        if (checkpoints + segments > 0) {
            LOG.info(
                    "Removed {} files of checkpoints and {} of superseded tries of job {}",
                    checkpoints,
                    segments,
                    job.id());
        }
    }

    private int remove(String kind, String prefix, Predicate<ObjectRef> isLeft) {
        List<ObjectRef> left =
                objects.list(BUCKET, prefix).stream().filter(isLeft).toList();
        left.forEach(objects::delete);
        meters.counter("aula.jobs.swept", "kind", kind).increment(left.size());
        return left.size();
    }

    /** What is under no fence is nobody's leavings. */
    private static long fenceOf(ObjectRef ref) {
        String[] parts = ref.key().split("/");
        return parts.length > 2 && parts[1].matches("[0-9]{1,18}") ? Long.parseLong(parts[1]) : Long.MAX_VALUE;
    }
}
