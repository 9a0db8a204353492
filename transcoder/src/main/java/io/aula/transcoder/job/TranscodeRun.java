package io.aula.transcoder.job;

import io.aula.media.captions.TextTrack;
import io.aula.media.captions.TextTrackFile;
import io.aula.transcoder.job.JobOutcome.Done;
import io.aula.transcoder.job.JobOutcome.GivenBack;
import io.aula.transcoder.job.JobOutcome.Rejected;
import io.aula.transcoder.job.JobOutcome.Retry;
import io.aula.transcoder.job.JobReports.StepReport;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.Rung;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.packaging.Rendition;
import io.aula.transcoder.pipeline.ChildEvent;
import io.aula.transcoder.pipeline.ChildRequest;
import io.aula.transcoder.pipeline.Encoder;
import io.aula.transcoder.pipeline.Pass;
import io.aula.transcoder.storage.Checkpoint;
import io.aula.transcoder.storage.JobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One claimed job: follows the child's events, one after another, until it ends. */
public final class TranscodeRun {

    private static final Logger LOG = LoggerFactory.getLogger(TranscodeRun.class);
    private static final Duration PROBE_DEADLINE = Duration.ofMinutes(1);
    /** What even a slow store gives. */
    private static final long BYTES_READ_A_SECOND = 16 << 20;

    private static final Duration LONGEST = Duration.ofMinutes(225);
    /** What a child may write beside its rungs. */
    private static final long ROOM_BYTES = 512 << 20;

    private static final long SAVE_EVERY_NANOS = 2_000_000_000L;

    private final TranscodeJob job;
    private final JobStore store;
    private final JobReports reports;
    private final Path output;
    private final Encoders encoders;
    private final Publication publication;
    private final OutputCheck check;
    private final Jail jail;
    private final AtomicReference<String> excess = new AtomicReference<>("");
    private Checkpoint checkpoint;
    private JobProgress progress = new JobProgress(0, true);
    private Encoder encoder;
    /** Pictures are being encoded: whatever goes wrong now may be the encoder's doing. */
    private boolean isEncoding;

    private @Nullable Pass during;
    private long positionMs;
    private Duration still = ChildProcess.STILL;

    private @Nullable Thread deadline;
    private @Nullable ChildProcess running;
    private boolean isStopped;
    /** It may have to be written anew before it can be read. */
    private long sourceBytes;

    private long lastSave;
    private double highest;
    private final Map<String, Long> begun = new HashMap<>();

    public TranscodeRun(
            TranscodeJob job,
            long fence,
            JobStore store,
            JobReports reports,
            Path scratch,
            Jail jail,
            Encoders encoders) {
        this.job = job;
        this.store = store;
        this.reports = reports;
        this.jail = jail;
        this.output = scratch.resolve("out");
        this.check = new OutputCheck(output);
        this.encoders = encoders;
        this.encoder = encoders.software();
        this.publication = new Publication(job, store);
        this.checkpoint = store.resume(job.sourceId()).orElseGet(() -> Checkpoint.start(job.sourceId(), fence));
    }

    /** @param most how long its child may neither say anything nor work, where that is not the usual time */
    TranscodeRun still(Duration most) {
        still = most;
        return this;
    }

    public JobOutcome run(Path source) throws IOException, InterruptedException {
        sourceBytes = Files.size(source);
        if (checkpoint.profile() == null) {
            step("PROBE", "", "STARTED", 0, 0);
        }
        if (checkpoint.isPlayable()) {
            // The earlier fence's outputs go away in the end, so viewers move to these first.
            reports.playable(publication.publish(checkpoint, List.of(ladder().lowest())));
        }
        // Where x264 has begun it goes on: it is everywhere, and other encoders make other bytes.
        boolean isBegun = pictures().anyMatch(pass -> made(pass) > 0);
        encoder = isBegun && checkpoint.encoder().equals(Encoder.SOFTWARE) ? encoders.software() : encoders.current();
        JobOutcome outcome = attempt(source);
        if (encoder.isSoftware() || !isEncoding || isStopped() || outcome instanceof JobOutcome.Done) {
            return outcome;
        }
        LOG.warn("job {} is encoded anew with x264enc: with {} it ended with {}", job.jobId(), encoder.name(), outcome);
        encoders.suspect(encoder);
        encoder = encoders.software();
        return attempt(source);
    }

    private JobOutcome attempt(Path source) throws IOException, InterruptedException {
        isEncoding = false;
        excess.set("");
        during = null;
        positionMs = 0;
        LOG.info(
                "job {} goes on from {} and {} tracks with {}",
                job.jobId(),
                checkpoint.done(),
                checkpoint.renditions().size(),
                encoder.name());
        try (ChildProcess child = ChildProcess.start(jail, request(source), output)) {
            remember(child);
            deadline = child.watch(probing(sourceBytes), ROOM_BYTES + sourceBytes, still, excess::set);
            return follow(child);
        } catch (OutputCheck.UntrueException e) {
            LOG.error("the child of job {} has written {}", job.jobId(), e.getMessage());
            return new Retry(FailureCode.INTERNAL, "the media process has written " + e.getMessage());
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
                case ChildEvent.TextsFound() -> onTexts();
                case ChildEvent.Probed probed -> onProbed(probed, child);
                case ChildEvent.PassStarted started -> onPassStarted(started);
                case ChildEvent.TrackBegun(Pass pass, var track) -> {
                    check.track(track);
                    store.put(track.name() + "/init.mp4", check.header(track.name()));
                    checkpoint = checkpoint.withTrack(track);
                }
                case ChildEvent.SegmentWritten written -> onSegment(written);
                case ChildEvent.Progress(Pass pass, long positionMs) -> onProgress(pass, positionMs);
                case ChildEvent.StillsWritten(var stills) -> onStills(stills);
                case ChildEvent.PassDone(Pass pass, long wallMs) -> onPassDone(pass);
            }
        }
        return died(child.end());
    }

    private JobOutcome failed(ChildEvent.Failed failed) {
        LOG.warn("job {} failed: {} {}", job.jobId(), failed.finding(), failed.english());
        if (failed.finding() == Finding.STANDS_STILL) {
            return stoodStill(StandStill.told(during, failed), failed.english());
        }
        FailureCode code = failed.finding().code();
        return code.mayHeal()
                ? new Retry(code, failed.english())
                : new Rejected(failed.finding(), failed.english(), failed.spanish());
    }

    private JobOutcome died(ChildEnd end) {
        save();
        if (isStopped()) {
            return new GivenBack();
        }
        if (!excess.get().isEmpty()) {
            String told = "the media process " + excess.get();
            return excess.get().startsWith(ChildProcess.STOOD_STILL)
                    ? stoodStill(StandStill.seen(during, positionMs), told)
                    : new Retry(ChildProcess.failure(excess.get()), told);
        }
        LOG.warn("job {}: {}", job.jobId(), end.told());
        return new Retry(end.failure(), end.told());
    }

    private JobOutcome stoodStill(StandStill stop, String message) {
        String before = checkpoint.stoppedAt();
        checkpoint = stop.place().map(place -> checkpoint.stoppedAt(place)).orElse(checkpoint);
        save();
        return stop.outcome(before, message);
    }

    private JobOutcome finish() {
        step("PACKAGE", "", "STARTED", 0, 98);
        var result = publication.publish(checkpoint, ladder().rungs());
        step("PACKAGE", "", "DONE", 100, 99);
        save();
        reports.ready(result);
        step("PUBLISH", "", "DONE", 100, 100);
        if (!isStopped()) {
            // Of a job that was dropped nothing is published, and what was before is needed.
            store.removeEarlier();
        }
        return new Done();
    }

    private void onTexts() throws IOException {
        List<TextTrack> texts = check.texts(ChildEvent.TEXTS);
        store.put(new TextTrackFile(TextTrackFile.VERSION, job.videoId(), job.jobId(), texts));
        checkpoint = checkpoint.withTexts(texts.stream().map(TextTrack::locale).toList());
    }

    private void onProbed(ChildEvent.Probed probed, ChildProcess child) {
        if (deadline != null) {
            deadline.interrupt();
        }
        deadline = child.watch(
                allowed(probed.source().durationMs()),
                sourceBytes + room(probed.source(), probed.ladder()),
                still,
                excess::set);
        boolean isNew = checkpoint.profile() == null;
        checkpoint = checkpoint.probed(probed.source(), probed.ladder());
        progress = new JobProgress(
                probed.source().durationMs(), !probed.ladder().others().isEmpty());
        if (Objects.requireNonNull(probed.source().picture()).isHdr()) {
            LOG.info("video {} is HDR and will look pale: tone mapping is not there yet", job.videoId());
        }
        if (isNew) {
            save();
            step("PROBE", "", "DONE", 100, 1);
        }
    }

    /** For a look at a source of this size, which is read to its end: that a look has come to nothing is to be told soon. */
    static Duration probing(long bytes) {
        return PROBE_DEADLINE.plusSeconds(bytes / BYTES_READ_A_SECOND);
    }

    /** By the clock on the wall, for all that is made of a video of this length. */
    static Duration allowed(long durationMs) {
        Duration wanted = Duration.ofMinutes(10).plusMillis(20 * durationMs);
        return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
    }

    /** Twice what the rungs should weigh: each is written whole, and then in pieces. */
    private static long room(SourceProfile source, Ladder ladder) {
        long kbps = 256L + ladder.rungs().stream().mapToLong(Rung::kbps).sum();
        return ROOM_BYTES + 2 * kbps * source.durationMs() / 8;
    }

    private void onPassStarted(ChildEvent.PassStarted started) {
        during = started.pass();
        positionMs = 0;
        for (String name : tracks(started.pass())) {
            checkpoint = checkpoint.cutBack(name, started.fromSegment());
        }
        if (started.pass() != Pass.AUDIO) {
            isEncoding = true;
            checkpoint = checkpoint.encodedBy(encoder);
        }
        step("TRANSCODE", detail(started.pass()), "STARTED", 0, progress.ofJob(started.pass(), 0));
    }

    private void onSegment(ChildEvent.SegmentWritten written) throws IOException {
        Rendition before = checkpoint.renditions().get(written.track());
        if (before == null) {
            throw new OutputCheck.UntrueException("a segment of a track that has not begun");
        }
        int expected =
                before.segments().isEmpty() ? 1 : before.segments().getLast().number() + 1;
        String name = written.track() + "/" + written.segment().fileName();
        store.put(name, check.segment(written.track(), before.track(), written.segment(), expected));
        Files.deleteIfExists(output.resolve(name));
        checkpoint = checkpoint.withSegment(written.track(), written.segment());
        if (System.nanoTime() - lastSave > SAVE_EVERY_NANOS) {
            save();
        }
    }

    private void onProgress(Pass pass, long position) {
        positionMs = position;
        if (progress.isDue()) {
            double percent = progress.ofPass(position);
            step("TRANSCODE", detail(pass), "RUNNING", percent, progress.ofJob(pass, percent));
        }
    }

    private void onStills(ChildEvent.Stills stills) throws IOException {
        store.put("poster.jpg", check.jpeg("poster.jpg"));
        for (ChildEvent.PosterFrame frame : stills.frames()) {
            store.put(frame.file(), check.frame(frame));
        }
        store.put("sprite.jpg", check.jpeg("sprite.jpg"));
        store.put("sprite.vtt", check.tiles("sprite.vtt"));
        if (stills.webp() != null) {
            store.put("poster.webp", check.webp("poster.webp"));
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
        boolean goesOn = checkpoint.encoder().equals(encoder.name());
        int first = made(Pass.FIRST);
        int rest = made(Pass.REST);
        return new ChildRequest(
                source.toString(),
                output.toString(),
                encoder,
                job.ladder(),
                job.isLevelled(),
                checkpoint.profile(),
                checkpoint.has(Pass.AUDIO),
                goesOn || checkpoint.isPlayable() ? first : 0,
                checkpoint.isPlayable() ? first : 0,
                checkpoint.has(Pass.REST) ? Integer.MAX_VALUE : goesOn ? rest : 0);
    }

    /** Those that are not done. */
    private Stream<Pass> pictures() {
        return Stream.of(Pass.FIRST, Pass.REST)
                .filter(pass -> pass == Pass.FIRST ? !checkpoint.isPlayable() : !checkpoint.has(pass));
    }

    /** Segments that every rung of the pass has. */
    private int made(Pass pass) {
        return checkpoint.ladder() == null
                ? 0
                : tracks(pass).stream()
                        .mapToInt(name -> checkpoint.segments(name).size())
                        .min()
                        .orElse(0);
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
        reports.step(new StepReport(step, detail, status, percent, highest, wallMs(step + detail, status)));
    }

    private @Nullable Long wallMs(String step, String status) {
        if ("STARTED".equals(status)) {
            begun.put(step, System.nanoTime());
        }
        Long since = "DONE".equals(status) ? begun.remove(step) : null;
        return since == null ? null : (System.nanoTime() - since) / 1_000_000;
    }

    private void save() {
        lastSave = System.nanoTime();
        store.save(checkpoint);
    }
}
