package io.aula.transcoder.job;

import io.aula.transcoder.job.JobOutcome.Done;
import io.aula.transcoder.job.JobOutcome.GivenBack;
import io.aula.transcoder.job.JobOutcome.Rejected;
import io.aula.transcoder.job.JobOutcome.Retry;
import io.aula.transcoder.job.JobReports.StepReport;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.Rung;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.pipeline.ChildEvent;
import io.aula.transcoder.pipeline.ChildRequest;
import io.aula.transcoder.pipeline.Pass;
import io.aula.transcoder.storage.Checkpoint;
import io.aula.transcoder.storage.JobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One claimed job: follows the child's events, one after another, until it ends. */
public final class TranscodeRun {

    private static final Logger LOG = LoggerFactory.getLogger(TranscodeRun.class);
    private static final Duration PROBE_DEADLINE = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofMinutes(225);
    private static final long SAVE_EVERY_NANOS = 2_000_000_000L;

    private final TranscodeJob job;
    private final JobStore store;
    private final JobReports reports;
    private final Path scratch;
    private final Path output;
    private final String preset;
    private final Publication publication;
    private final AtomicBoolean isTooLate = new AtomicBoolean();
    private Checkpoint checkpoint;
    private JobProgress progress = new JobProgress(0, true);
    private @Nullable Thread deadline;
    private @Nullable ChildProcess running;
    private boolean isStopped;
    private long lastSave;
    private double highest;

    public TranscodeRun(TranscodeJob job, long fence, JobStore store, JobReports reports, Path scratch, String preset) {
        this.job = job;
        this.store = store;
        this.reports = reports;
        this.scratch = scratch;
        this.output = scratch.resolve("out");
        this.preset = preset;
        this.publication = new Publication(job, store);
        this.checkpoint = store.resume(job.sourceId()).orElseGet(() -> Checkpoint.start(job.sourceId(), fence));
    }

    public JobOutcome run(Path source) throws IOException, InterruptedException {
        LOG.info(
                "job {} resumes with {} and {} tracks",
                job.jobId(),
                checkpoint.done(),
                checkpoint.renditions().size());
        step("PROBE", "", "STARTED", 0, 0);
        if (checkpoint.isPlayable()) {
            // The earlier fence's outputs go away in the end, so viewers move to these first.
            reports.playable(publication.publish(checkpoint, List.of(ladder().lowest())));
        }
        try (ChildProcess child = ChildProcess.start(request(source), scratch)) {
            remember(child);
            deadline = child.killAfter(PROBE_DEADLINE, () -> isTooLate.set(true));
            return follow(child);
        } finally {
            if (deadline != null) {
                deadline.interrupt();
            }
        }
    }

    /** Ends the child; the job's message goes back and what is finished stays. */
    public synchronized void stop() {
        isStopped = true;
        if (running != null) {
            running.close();
        }
    }

    private synchronized void remember(ChildProcess child) {
        running = child;
        if (isStopped) {
            child.close();
        }
    }

    private synchronized boolean isStopped() {
        return isStopped;
    }

    private JobOutcome follow(ChildProcess child) throws IOException, InterruptedException {
        for (Optional<ChildEvent> event = child.next(); event.isPresent(); event = child.next()) {
            switch (event.get()) {
                case ChildEvent.Failed failed -> {
                    return failed(failed);
                }
                case ChildEvent.Finished() -> {
                    return finish();
                }
                case ChildEvent.Probed probed -> onProbed(probed, child);
                case ChildEvent.PassStarted started -> onPassStarted(started);
                case ChildEvent.TrackBegun(Pass pass, var track) -> {
                    store.put(
                            track.name() + "/init.mp4",
                            output.resolve(track.name()).resolve("init.mp4"));
                    checkpoint = checkpoint.withTrack(track);
                }
                case ChildEvent.SegmentWritten written -> onSegment(written);
                case ChildEvent.Progress(Pass pass, long positionMs) -> onProgress(pass, positionMs);
                case ChildEvent.StillsWritten(var stills) -> onStills(stills);
                case ChildEvent.PassDone(Pass pass, long wallMs) -> onPassDone(pass);
            }
        }
        return died(child.exitCode());
    }

    private JobOutcome failed(ChildEvent.Failed failed) {
        LOG.warn("job {} failed: {} {}", job.jobId(), failed.finding(), failed.english());
        FailureCode code = failed.finding().code();
        return code.mayHeal()
                ? new Retry(code, failed.english())
                : new Rejected(failed.finding(), failed.english(), failed.spanish());
    }

    private JobOutcome died(int exitCode) {
        save();
        if (isStopped()) {
            return new GivenBack();
        }
        if (isTooLate.get()) {
            return new Retry(FailureCode.TIMEOUT, "took longer than it may");
        }
        LOG.warn("the child of job {} died with {}", job.jobId(), exitCode);
        return new Retry(FailureCode.INTERNAL, "the media process ended with code " + exitCode);
    }

    private JobOutcome finish() {
        step("PACKAGE", "", "STARTED", 0, 98);
        var result = publication.publish(checkpoint, ladder().rungs());
        step("PACKAGE", "", "DONE", 100, 99);
        save();
        reports.ready(result);
        step("PUBLISH", "", "DONE", 100, 100);
        store.removeEarlier();
        return new Done();
    }

    private void onProbed(ChildEvent.Probed probed, ChildProcess child) {
        if (deadline != null) {
            deadline.interrupt();
        }
        Duration allowed =
                Duration.ofMinutes(10).plusMillis(20 * probed.source().durationMs());
        deadline = child.killAfter(allowed.compareTo(LONGEST) < 0 ? allowed : LONGEST, () -> isTooLate.set(true));
        checkpoint = checkpoint.probed(probed.source(), probed.ladder());
        progress = new JobProgress(
                probed.source().durationMs(), !probed.ladder().others().isEmpty());
        if (Objects.requireNonNull(probed.source().picture()).isHdr()) {
            LOG.info("video {} is HDR and will look pale: tone mapping is not there yet", job.videoId());
        }
        step("PROBE", "", "DONE", 100, 1);
    }

    private void onPassStarted(ChildEvent.PassStarted started) {
        for (String name : tracks(started.pass())) {
            checkpoint = checkpoint.cutBack(name, started.fromSegment());
        }
        step("TRANSCODE", detail(started.pass()), "STARTED", 0, progress.ofJob(started.pass(), 0));
    }

    private void onSegment(ChildEvent.SegmentWritten written) {
        String name = written.track() + "/" + written.segment().fileName();
        store.adopt(name, output.resolve(name));
        checkpoint = checkpoint.withSegment(written.track(), written.segment());
        if (System.nanoTime() - lastSave > SAVE_EVERY_NANOS) {
            save();
        }
    }

    private void onProgress(Pass pass, long positionMs) {
        if (progress.isDue()) {
            double percent = progress.ofPass(positionMs);
            step("TRANSCODE", detail(pass), "RUNNING", percent, progress.ofJob(pass, percent));
        }
    }

    private void onStills(ChildEvent.Stills stills) {
        store.put("poster.jpg", output.resolve("poster.jpg"));
        store.put("sprite.jpg", output.resolve("sprite.jpg"));
        store.put("sprite.vtt", output.resolve("sprite.vtt"));
        if (stills.webp() != null) {
            store.put(stills.webp(), output.resolve(stills.webp()));
        }
        checkpoint = checkpoint.withStills(stills);
        save();
        step("POSTER", "", "DONE", 100, progress.ofJob(Pass.FIRST, 100));
        step("STORYBOARD", "", "DONE", 100, progress.ofJob(Pass.FIRST, 100));
        reports.playable(publication.publish(checkpoint, List.of(ladder().lowest())));
    }

    private void onPassDone(Pass pass) {
        checkpoint = checkpoint.withDone(pass);
        save();
        step("TRANSCODE", detail(pass), "DONE", 100, progress.ofJob(pass, 100));
    }

    private ChildRequest request(Path source) {
        Ladder known = checkpoint.ladder();
        String lowest = known == null ? "" : known.lowest().name();
        int first = checkpoint.segments(lowest).size();
        int rest = known == null
                ? 0
                : known.others().stream()
                        .mapToInt(rung -> checkpoint.segments(rung.name()).size())
                        .min()
                        .orElse(0);
        return new ChildRequest(
                source.toString(),
                output.toString(),
                preset,
                job.ladder(),
                checkpoint.has(Pass.AUDIO),
                first,
                checkpoint.isPlayable() ? first : 0,
                checkpoint.has(Pass.REST) ? Integer.MAX_VALUE : rest);
    }

    private List<String> tracks(Pass pass) {
        return switch (pass) {
            case AUDIO ->
                IntStream.range(
                                0,
                                Objects.requireNonNull(checkpoint.profile())
                                        .heard()
                                        .size())
                        .mapToObj(SourceProfile::trackName)
                        .toList();
            case FIRST -> List.of(ladder().lowest().name());
            case REST -> ladder().others().stream().map(Rung::name).toList();
        };
    }

    private String detail(Pass pass) {
        return switch (pass) {
            case AUDIO -> "audio";
            case FIRST -> ladder().lowest().lines() + "p";
            case REST ->
                ladder().others().stream().map(rung -> rung.lines() + "p").collect(Collectors.joining(" "));
        };
    }

    private Ladder ladder() {
        return Objects.requireNonNull(checkpoint.ladder());
    }

    private void step(String step, String detail, String status, double percent, double jobPercent) {
        // A bar that moves back looks broken: what a resumed pass makes again does not show.
        highest = Math.max(highest, jobPercent);
        reports.step(new StepReport(step, detail, status, percent, highest));
    }

    private void save() {
        lastSave = System.nanoTime();
        store.save(checkpoint);
    }
}
