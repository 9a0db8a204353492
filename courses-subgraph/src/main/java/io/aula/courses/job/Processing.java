package io.aula.courses.job;

import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How jobs get on, in a teacher's words. */
@Service
class Processing {
    private static final Set<String> SHOWN = Set.of("PROBE", "POSTER", "STORYBOARD", "TRANSCODE", "PACKAGE", "PUBLISH");
    private static final int FIRST_PERCENTS = 5;

    private final Jobs jobs;
    private final Findings findings;
    private final Clock clock;

    Processing(Jobs jobs, Findings findings, Clock clock) {
        this.jobs = jobs;
        this.findings = findings;
        this.clock = clock;
    }

    /** Of each video's latest job; a video that has none is missing. */
    Map<VideoId, ProcessingState> states(Collection<VideoId> videoIds) {
        Map<VideoId, Job> latest = jobs.latestOf(Work.Kind.TRANSCODE, videoIds);
        List<JobId> ids = latest.values().stream().map(Job::id).toList();
        Map<JobId, List<JobStep>> steps = jobs.steps(ids);
        Map<JobId, Integer> places = jobs.places(ids);
        Map<JobId, ProcessingState.Texts> found = findings.of(ids);
        Map<VideoId, ProcessingState> states = new HashMap<>();
        latest.forEach((videoId, job) -> states.put(
                videoId,
                state(
                        job,
                        steps.getOrDefault(job.id(), List.of()),
                        places.get(job.id()),
                        failure(job, found.get(job.id())))));
        return states;
    }

    /** What was found in the file says more than the kind of failure. */
    private static ProcessingState.@Nullable Failure failure(Job job, ProcessingState.@Nullable Texts found) {
        ProcessingFailureCode code = job.failure();
        if (code == null) {
            return null;
        }
        return new ProcessingState.Failure(code, found == null ? code.texts() : found, job.isRetryable());
    }

    private ProcessingState state(
            Job job, List<JobStep> all, @Nullable Integer place, ProcessingState.@Nullable Failure failure) {
        List<ProcessingState.Step> steps = all.stream()
                .filter(step -> SHOWN.contains(step.step()))
                .map(ProcessingState.Step::of)
                .toList();
        return new ProcessingState(job.id(), job.attempt(), place, job.percent(), eta(job), steps, failure);
    }

    /** As long again as the work so far took for its share; nothing is said of the first few percent. */
    private @Nullable Integer eta(Job job) {
        Instant startedAt = job.startedAt();
        if (job.state() != Job.State.RUNNING || startedAt == null || job.percent() < FIRST_PERCENTS) {
            return null;
        }
        double elapsed = Duration.between(startedAt, clock.instant()).toMillis();
        return (int) Math.min(Integer.MAX_VALUE, elapsed / job.percent() * (100 - job.percent()));
    }
}
