package io.aula.courses.job;

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
    private final Clock clock;

    Processing(Jobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Of each video's latest job; a video that has none is missing. */
    Map<String, ProcessingState> states(Collection<String> videoIds) {
        Map<String, Job> latest = jobs.latestOf(Work.Kind.TRANSCODE, videoIds);
        List<String> ids = latest.values().stream().map(Job::id).toList();
        Map<String, List<JobStep>> steps = jobs.steps(ids);
        Map<String, Integer> places = jobs.places(ids);
        Map<String, ProcessingState> states = new HashMap<>();
        latest.forEach((videoId, job) ->
                states.put(videoId, state(job, steps.getOrDefault(job.id(), List.of()), places.get(job.id()))));
        return states;
    }

    private ProcessingState state(Job job, List<JobStep> all, @Nullable Integer place) {
        List<ProcessingState.Step> steps = all.stream()
                .filter(step -> SHOWN.contains(step.step()))
                .map(ProcessingState.Step::of)
                .toList();
        return new ProcessingState(
                job.id(),
                job.attempt(),
                place,
                job.percent(),
                eta(job),
                steps,
                job.failure() == null
                        ? null
                        : new ProcessingState.Failure(
                                job.failure(), job.failure().message(), job.isRetryable()));
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
