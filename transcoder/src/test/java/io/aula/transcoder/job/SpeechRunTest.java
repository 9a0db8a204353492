package io.aula.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import io.aula.media.captions.Cue;
import io.aula.transcoder.Clips;
import io.aula.transcoder.Speech;
import io.aula.transcoder.model.ModelCheck;
import io.aula.transcoder.model.Wanted;
import io.aula.transcoder.storage.SpeechStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A job that hears, with the real recogniser in its child process, disturbed and undisturbed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SpeechRunTest {

    private static final String VIDEO = "vid_01TESTRUNSPEECH0000000001";
    private static final String PREFIX = VIDEO + "/1/";
    /** Nothing else is made meanwhile. */
    private static final int THREADS = 2;

    @TempDir
    private static Path folder;

    private ObjectStore store;
    private Wanted model;
    private Jail jail;
    private List<Cue> undisturbed;

    @BeforeAll
    void hearUndisturbed() throws Exception {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with its encoders is not installed");
        Speech.needsAVoice();
        model = Speech.model();
        jail = Jail.of(Files.createDirectories(folder.resolve("scratch")));
        store = ObjectStores.folder(folder.resolve("objects"));
        Path samples = Speech.samples(
                folder,
                "en-us",
                1_500,
                "This is the first part of the lesson, and it is about the way a table is kept on the disk.",
                "Now we look at the second part, which is about the index and about what it costs to keep one.",
                "In the third part we measure how long a question takes with the index and without the index.",
                "After that there is an exercise for you, in which you make an index and look at its size.",
                "Please write down what you have seen, because we come back to it in the last lesson.",
                "At the end of the lesson we talk about the questions that you sent to us during the week.");
        store.put(
                new ObjectRef("media", PREFIX + "audio/init.mp4"), Speech.track(samples, folder.resolve("track.mp4")));
        put("audio/index.m3u8", "#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXT-X-ENDLIST\n");
        put("master.m3u8", "#EXTM3U\n");
        undisturbed = cues(run("job_01TESTRUNSPEECH000000001", 1, (pieces, of) -> {}));
        assertThat(undisturbed).isNotEmpty();
    }

    /** One job that meets both, because each piece that is heard takes seconds: what one try has heard the next one keeps. */
    @Test
    void killedAndThenStoppedItGoesOnToTheSameWords() throws Exception {
        String job = "job_01TESTRUNSPEECH000000002";
        SpeechOutcome killed = run(job, 1, (pieces, of) -> {
            if (pieces == 1) {
                ProcessHandle.current()
                        .descendants()
                        .filter(process -> process.info().command().orElse("").endsWith("/java"))
                        .forEach(ProcessHandle::destroyForcibly);
            }
        });
        assertThat(killed).as("a killed child is tried again").isInstanceOf(SpeechOutcome.Retry.class);

        CountDownLatch isHearing = new CountDownLatch(1);
        List<Integer> told = new CopyOnWriteArrayList<>();
        SpeechRun second = made(job, 2, (pieces, of) -> {
            told.add(pieces);
            isHearing.countDown();
        });
        CompletableFuture<SpeechOutcome> outcome = CompletableFuture.supplyAsync(() -> outcomeOf(second));
        assertThat(isHearing.await(10, TimeUnit.MINUTES)).isTrue();
        Thread.sleep(300); // In the middle of the next piece.
        long stopped = System.nanoTime();
        second.stop();
        assertThat(outcome.get(1, TimeUnit.SECONDS)).isInstanceOf(SpeechOutcome.GivenBack.class);
        assertThat(System.nanoTime() - stopped).isLessThan(TimeUnit.SECONDS.toNanos(1));

        SpeechOutcome third = run(job, 3, (pieces, of) -> told.add(pieces));
        assertThat(told).as("what was heard is not heard again").isNotEmpty().allMatch(pieces -> pieces > 0);
        assertThat(cues(third)).isEqualTo(undisturbed);
    }

    private SpeechOutcome run(String job, long fence, SpeechReports reports) {
        return outcomeOf(made(job, fence, reports));
    }

    private SpeechRun made(String job, long fence, SpeechReports reports) {
        SpeechJob asked = new SpeechJob(job, VIDEO, PREFIX, 40_000, null, List.of("index"), null, "");
        return new SpeechRun(
                asked, fence, new SpeechStore(store, job), reports, jail, new SpeechSettings(model, THREADS));
    }

    private SpeechOutcome outcomeOf(SpeechRun run) {
        try {
            return run.run(Files.createTempDirectory(folder.resolve("scratch"), "job"), new ModelCheck(model));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<Cue> cues(SpeechOutcome outcome) {
        assertThat(outcome).isInstanceOf(SpeechOutcome.Heard.class);
        return ((SpeechOutcome.Heard) outcome).cues().cues();
    }

    private void put(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.put(new ObjectRef("media", PREFIX + name), new ByteArrayInputStream(bytes), bytes.length);
    }
}
