package io.aula.transcoder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.devstack.testing.TestRabbit;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import io.aula.transcoder.Clips;
import io.aula.transcoder.job.Encoders;
import io.aula.transcoder.job.Jail;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** When a worker ends, and what becomes of the job it holds: with a real broker, a real folder and real children. */
final class WorkerLifeTest {

    private static final String VIDEO = "vid_01TESTLIFE00000000000001";
    private static final String JOB = "job_01TESTLIFE00000000000001";
    private static final String QUEUE = "media.transcode.interactive";
    private static final WorkerSettings.Patience USUAL = WorkerSettings.Patience.USUAL;

    /** Made once for all that want as many seconds. */
    @TempDir
    private static Path clips;

    @TempDir
    private Path folder;

    private final Promises promises = new Promises();
    private String broker = "";
    private final List<Run> runs = new ArrayList<>();
    private PlayedCourses courses;
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
        assumeTrue(TestRabbit.isInstalled(), "skipped: rabbitmq-server is not installed");
        broker = TestRabbit.uri();
        courses = new PlayedCourses(broker);
        courses.empty(QUEUE);
        store = ObjectStores.folder(folder.resolve("objects"));
    }

    @AfterEach
    void stop() throws Exception {
        for (Run run : runs) { // a store that is slow keeps one busy beyond its stop, in the folder that goes now
            run.worker.stop();
            assertThat(run.thread.join(Duration.ofSeconds(60))).isTrue();
        }
        if (courses != null) {
            courses.empty(QUEUE);
            courses.empty("aula.retry.10s");
            courses.close();
        }
    }

    @Test
    void aFailedJobWaitsInTheBrokerAndCoursesIsToldHowLongAndWhy() throws Exception {
        Run run = new Run(USUAL, store);
        courses.triedAlready(1);
        courses.upload(VIDEO, JOB, new ObjectRef("uploads", "u/nowhere/source"));
        JsonNode postponed = courses.await("media.postponed");
        assertThat(promises.broken("media.postponed", postponed.toString())).isEmpty();
        assertThat(postponed.path("data").path("retryInSeconds").asInt()).isEqualTo(10);
        assertThat(postponed.path("data").path("code").asString()).isEqualTo("STORAGE");
        assertThat(postponed.path("data").path("message").asString()).contains("not in the store");
        awaitCount("aula.retry.10s", 1);
        run.worker.stop();
        assertThat(courses.waitingIn(QUEUE)).isZero();
    }

    @Test
    void aJobThatWasTriedOftenEnoughFailsWithItsLastCause() throws Exception {
        Run run = new Run(USUAL, store);
        courses.triedAlready(5);
        courses.upload(VIDEO, JOB, new ObjectRef("uploads", "u/nowhere/source"));
        JsonNode failed = courses.await("video.failed");
        assertThat(failed.path("data").path("code").asString()).isEqualTo("STORAGE");
        assertThat(failed.path("data").path("message").asString()).contains("not in the store");
        run.worker.stop();
        assertThat(courses.waitingIn("aula.retry.10s")).isZero();
    }

    @Test
    void aPoisonMessageLiesWithTheDeadWithItsCauseAndTheQueueGoesOn() throws Exception {
        courses.empty("dead.media");
        Run run = new Run(USUAL, store);
        courses.publish(QUEUE, "no job at all");
        courses.upload(VIDEO, JOB, new ObjectRef("uploads", "u/nowhere/source"));
        courses.await("media.postponed");
        run.worker.stop();
        assertThat(courses.waitingIn(QUEUE)).isZero();
        assertThat(courses.causeOfFirstIn("dead.media")).contains("Unrecognized token");
    }

    @Test
    void sigtermHandsBackWhatDoesNotEndInTime() throws Exception {
        Process process = process();
        try {
            courses.upload(VIDEO, JOB, clip(20));
            courses.await("video.playable");
            process.toHandle().destroy();
            JsonNode givenBack = courses.await("media.postponed");
            assertThat(promises.broken("media.postponed", givenBack.toString())).isEmpty();
            assertThat(givenBack.path("data").path("retryInSeconds").asInt()).isZero();
            assertThat(givenBack.path("data").has("code")).isFalse();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            awaitCount(QUEUE, 1);
            assertThat(courses.told()).doesNotContain("video.ready", "video.failed");
            assertThat(ProcessHandle.allProcesses()
                            .filter(any -> any.info().commandLine().orElse("").contains(folder.toString())))
                    .isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aDroppedJobEndsWithinSecondsTellsNothingAndTheNextOneBegins() throws Exception {
        Run run = new Run(USUAL, store);
        courses.upload(VIDEO, JOB, clip(60));
        courses.await("video.playable");
        assertThat(children()).isNotEmpty();
        courses.drop("job_01TESTOTHER0000000000001");
        courses.drop(JOB);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!children().isEmpty() && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(children()).isEmpty();
        courses.told();
        courses.upload(VIDEO, "job_01TESTLIFE00000000000002", new ObjectRef("uploads", "u/nowhere/source"));
        List<String> before = courses.toldUntil("media.postponed");
        run.worker.stop();
        assertThat(before).doesNotContain("video.ready", "video.failed");
        assertThat(courses.waitingIn(QUEUE)).isZero();
        assertThat(folder.resolve("scratch").resolve(JOB)).doesNotExist();
        assertThat(store.stat(new ObjectRef("media", VIDEO + "/1/v480/index.m3u8")))
                .isEmpty();
    }

    @Test
    void aMessageThatComesBackTooOftenLiesWithTheDead() throws Exception {
        courses.empty("dead.media");
        courses.publish(QUEUE, "kills whoever takes it");
        for (int times = 0; times < 6; times++) {
            courses.takeAndReturn(QUEUE);
        }
        awaitCount("dead.media", 1);
        assertThat(courses.waitingIn(QUEUE)).isZero();
        for (int looks = 0; looks < 30; looks++) {
            courses.takeAndReturn("dead.media");
        }
        awaitCount("dead.media", 1);
        courses.empty("dead.media");
    }

    private List<ProcessHandle> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .toList();
    }

    @Test
    void anotherWorkerEndsWhatWasHandedBackWithoutDoingItAgain() throws Exception {
        Run first = new Run(USUAL, store);
        courses.upload(VIDEO, JOB, clip(60));
        courses.await("video.playable");
        first.worker.stop();
        courses.await("media.postponed");
        courses.told();
        Run second = new Run(USUAL, store);
        JsonNode ready = courses.await("video.ready");
        second.worker.stop();
        assertThat(ready.path("data").path("fence").asLong()).isEqualTo(2);
        assertThat(ready.path("data").path("durationMs").asInt()).isBetween(59_900, 60_100);
        assertThat(courses.waitingIn(QUEUE)).isZero();
    }

    @Test
    void sigtermLetsAJobEndThatEndsInTime() throws Exception {
        Run run = new Run(new WorkerSettings.Patience(USUAL.hold(), Duration.ofSeconds(100), Duration.ZERO), store);
        courses.upload(VIDEO, JOB, clip(8));
        courses.await("media.step");
        run.worker.stop();
        assertThat(courses.told()).contains("video.ready").doesNotContain("media.postponed");
        assertThat(courses.waitingIn(QUEUE)).isZero();
    }

    @Test
    void aWorkerWithoutWorkEndsIfItWasToldTo() throws Exception {
        ObjectRef source = clip(4); // before it counts how long nobody wants anything
        Run run = new Run(new WorkerSettings.Patience(USUAL.hold(), Duration.ZERO, Duration.ofSeconds(3)), store);
        courses.upload(VIDEO, JOB, source);
        courses.await("video.ready");
        assertThat(run.thread.join(Duration.ofSeconds(20))).isTrue();
    }

    /** The broker's limit is real here: it closes the channel of whoever holds a message for longer. */
    @Test
    void aJobThatIsLongerThanTheBrokerAllowsEndsOnce() throws Exception {
        courses.close();
        broker = TestRabbit.uriWithin(Duration.ofSeconds(15));
        courses = new PlayedCourses(broker);
        SlowStore slow = new SlowStore(store, Duration.ofSeconds(4));
        Run run = new Run(new WorkerSettings.Patience(Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO), slow);
        long began = System.nanoTime();
        courses.upload(VIDEO, JOB, clip(12));
        courses.await("video.ready");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(30));
        run.worker.stop();
        assertThat(courses.grants()).isEqualTo(1);
        assertThat(courses.told()).doesNotContain("video.ready", "video.failed", "media.postponed");
        assertThat(courses.waitingIn(QUEUE)).isZero();
    }

    /** Without letting go, the same broker gives the same job to the same worker again and again. */
    @Test
    void withoutLettingGoTheBrokerTakesTheMessageAway() throws Exception {
        courses.close();
        broker = TestRabbit.uriWithin(Duration.ofSeconds(5));
        courses = new PlayedCourses(broker);
        Run run = new Run(USUAL, new SlowStore(store, Duration.ofSeconds(3)));
        courses.upload(VIDEO, JOB, clip(8));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (courses.grants() < 2 && System.nanoTime() < until) {
            Thread.sleep(200);
        }
        run.worker.stop();
        assertThat(courses.grants()).isGreaterThan(1);
    }

    private ObjectRef clip(int seconds) throws Exception {
        Path clip = clips.resolve(seconds + ".mp4");
        if (Files.notExists(clip)) {
            Clips.withSound(clip, seconds, 854, 480);
        }
        ObjectRef source = new ObjectRef("uploads", "u/" + VIDEO + "/source");
        store.put(source, clip);
        return source;
    }

    private void awaitCount(String queue, int count) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        while (courses.waitingIn(queue) != count && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        assertThat(courses.waitingIn(queue)).isEqualTo(count);
    }

    /** A worker within this process. */
    private final class Run {
        final Worker worker;
        final Thread thread;

        Run(WorkerSettings.Patience patience, ObjectStore objects) throws Exception {
            WorkerSettings settings = new WorkerSettings(
                    URI.create(broker),
                    folder.resolve("objects").toUri(),
                    folder.resolve("scratch"),
                    "worker-l",
                    "127.0.0.1",
                    0,
                    "auto",
                    "ultrafast",
                    patience);
            worker = new Worker(settings, objects, Jail.of(settings.scratch()), Encoders.software("ultrafast"), null);
            runs.add(this);
            thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    worker.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private Process process() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.aula.transcoder.worker.WorkerMain")
                .inheritIO();
        builder.environment()
                .putAll(java.util.Map.of(
                        "AULA_RABBITMQ_URI",
                        broker,
                        "AULA_HOME",
                        folder.toString(),
                        "AULA_OBJECT_STORE_URL",
                        folder.resolve("objects").toUri().toString(),
                        "AULA_X264_PRESET",
                        "slow",
                        "SERVER_PORT",
                        "0"));
        return builder.start();
    }
}
