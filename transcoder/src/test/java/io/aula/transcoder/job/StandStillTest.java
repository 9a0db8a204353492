package io.aula.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStores;
import io.aula.transcoder.Clips;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.ladder.RungRequest;
import io.aula.transcoder.pipeline.ChildEvent.Failed;
import io.aula.transcoder.pipeline.Pass;
import io.aula.transcoder.storage.Checkpoint;
import io.aula.transcoder.storage.JobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A media process that waits for ever: it is stopped, as one is that waits for what does not come. */
final class StandStillTest {

    private static final Duration STILL = Duration.ofSeconds(2);
    private static final String JOB = "job_01TESTSTANDSTILL000000001";
    private static final String VIDEO = "vid_01TESTSTANDSTILL000000001";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void whatStopsWhileItIsLookedAtIsTriedAgainTheSecondTimeToo() throws Exception {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
        Path source = Clips.withSound(folder.resolve("clip.mp4"), 2, 320, 180);
        for (int fence = 1; fence <= 2; fence++) {
            assertThat(run(source, fence))
                    .as("it may be the machine's doing: try %s", fence)
                    .isEqualTo(new JobOutcome.Retry(FailureCode.TIMEOUT, "the media process stood still for 2 s"));
        }
    }

    @Test
    void theTeacherIsToldWhenAPassStopsAtTheSamePlaceForTheSecondTime() {
        StandStill stop = StandStill.seen(Pass.AUDIO, 8_000);
        assertThat(outcome(stop, null)).isEqualTo(new JobOutcome.Retry(FailureCode.TIMEOUT, "stopped"));
        jobStore(1).save(Checkpoint.start("still", 1).stoppedAt(stop.place().orElseThrow()));
        String before = jobStore(2).resume("still").orElseThrow().stoppedAt();
        assertThat(outcome(StandStill.seen(Pass.AUDIO, 8_200), before))
                .isEqualTo(
                        new JobOutcome.Rejected(
                                Finding.STANDS_STILL,
                                "Reading the file stops at 8 s and gets no further. Export it again and upload it once more.",
                                "La lectura del archivo se detiene a los 8 s y no pasa de ahí. Expórtalo otra vez y vuelve a subirlo."));
    }

    @Test
    void whatStopsAtAnotherPlaceOrInAnotherPassIsTriedAgain() {
        String before = StandStill.seen(Pass.AUDIO, 8_000).place().orElseThrow();
        assertThat(outcome(StandStill.seen(Pass.AUDIO, 30_000), before)).isInstanceOf(JobOutcome.Retry.class);
        assertThat(outcome(StandStill.seen(Pass.FIRST, 8_000), before)).isInstanceOf(JobOutcome.Retry.class);
    }

    @Test
    void whereNothingOfAPassIsDoneThereIsNoPlace() {
        Failed starved = told("0 s");
        assertThat(StandStill.told(null, starved).place()).isEmpty();
        assertThat(StandStill.told(Pass.AUDIO, starved).place()).isEmpty();
        assertThat(StandStill.seen(Pass.REST, 400).place()).isEmpty();
        Failed looking = told("8 s");
        assertThat(StandStill.told(null, looking).place()).isEmpty();
        assertThat(StandStill.told(Pass.AUDIO, looking).place()).isPresent();
    }

    /** As the media process says it. */
    private static Failed told(String time) {
        return new Failed(Finding.STANDS_STILL, Finding.STANDS_STILL.english(time), Finding.STANDS_STILL.spanish(time));
    }

    private static JobOutcome outcome(StandStill stop, @Nullable String before) {
        return stop.outcome(before, "stopped");
    }

    private JobOutcome run(Path source, long fence) throws Exception {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        TranscodeJob job = new TranscodeJob(
                JOB,
                VIDEO,
                new ObjectRef("uploads", "u/still/source"),
                "still",
                List.of(new RungRequest(240, 400)),
                false,
                "");
        Encoders encoders = Encoders.software("ultrafast");
        return new TranscodeRun(job, fence, jobStore(fence), new Stopping(), scratch, Jail.of(scratch), encoders)
                .still(STILL)
                .run(source);
    }

    private JobStore jobStore(long fence) {
        return new JobStore(ObjectStores.folder(folder.resolve("objects")), JOB, VIDEO, fence);
    }

    /** Stops the media process as soon as it is there. */
    private record Stopping() implements JobReports {
        @Override
        public void step(StepReport report) {
            Thread.startVirtualThread(() -> {
                Optional<ProcessHandle> child = Optional.empty();
                for (long until = System.nanoTime() + PATIENCE.toNanos();
                        child.isEmpty() && System.nanoTime() < until; ) {
                    child = ProcessHandle.current()
                            .descendants()
                            .filter(process ->
                                    process.info().command().orElse("").endsWith("/java"))
                            .findFirst();
                    LockSupport.parkNanos(20_000_000);
                }
                child.ifPresent(Stopping::stop);
            });
        }

        private static void stop(ProcessHandle child) {
            try {
                new ProcessBuilder("kill", "-STOP", String.valueOf(child.pid())).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void playable(PublishedVideo video) {}

        @Override
        public void ready(PublishedVideo video) {}
    }
}
