package io.aula.transcoder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.aula.devstack.testing.TestRabbit;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import io.aula.transcoder.Speech;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ten jobs of four containers, whose worker is killed again and again at random points: in the end everything is as if
 * nobody had disturbed it. {@code bin/test kills}; {@code -Dkills.seed=N} repeats a run.
 */
final class KillsTest {

    private static final int KILLS = Integer.getInteger("kills", 0);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());
    private static final int KILLS_AT_AN_END = 3;
    /** So many letters of a job's id tell its batch. */
    private static final int DISTINCT = "job_01KILLSDX".length();

    private static final Duration LONGEST = Duration.ofMinutes(40);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PICTURE = " -f lavfi -i testsrc2=s=320x180:r=25/2:d=%d ";
    private static final String X264 = " -c:v libx264 -preset ultrafast -g 50 -pix_fmt yuv420p -c:a aac ";
    private static final String VP8 = " -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus ";

    /** Some are longer than the two minutes after which encoders begin anew, so that they go on in the middle. */
    private record Source(String container, int seconds, boolean isSpoken) {}

    private static final List<Source> SOURCES = List.of(
            new Source("mp4", 150, false),
            new Source("mkv", 150, false),
            new Source("webm", 150, false),
            new Source("ts", 150, false),
            new Source("mp4", 40, true),
            new Source("mkv", 40, true),
            new Source("webm", 40, true),
            new Source("ts", 20, false),
            new Source("mp4", 20, false),
            new Source("mkv", 130, false));

    @TempDir
    private static Path folder;

    private final Random random = new Random(SEED);
    private final Path objects = folder.resolve("objects");

    @BeforeAll
    static void isOfTheSlowLane() {
        assumeTrue(KILLS > 0, "skipped: bin/test kills runs it");
        assumeTrue(TestRabbit.isInstalled(), "skipped: rabbitmq-server is not installed");
    }

    @Test
    void endsAsIfNobodyHadDisturbedIt() throws Exception {
        System.out.println("kills.seed=" + SEED);
        boolean hears = hears();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestRabbit.uri());
        try (Connection connection = factory.newConnection();
                ObjectStore store = ObjectStores.folder(objects)) {
            make(store, hears);
            FencedCourses courses = new FencedCourses(connection, hears);
            long began = System.nanoTime();
            run(courses, "A", 0);
            long undisturbed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            int batches = 0;
            for (int kills = 0; kills < KILLS; batches++) {
                assertThat(batches).as("batches for %d kills", KILLS).isLessThan(10);
                kills += run(courses, "B" + batches, KILLS - kills, undisturbed / SOURCES.size());
            }
            int atTheEnd = atTheEnd(courses);
            twice(courses);
            List<String> names = new ArrayList<>(
                    IntStream.range(0, batches).mapToObj(i -> "B" + i).toList());
            names.add("C");
            names.add("D");
            for (String batch : names) {
                compare(store, courses, batch, hears);
            }
            assertThat(courses.done())
                    .filteredOn(step -> !step.contains("PACKAGE") && !step.contains("PUBLISH"))
                    .doesNotHaveDuplicates();
            System.out.printf(
                    "kills: %d of the worker over %d jobs in %d batches, and %d while it packaged and published, all READY; %d late reports refused; undisturbed %d s%n",
                    KILLS, batches * SOURCES.size(), batches, atTheEnd, courses.late(), undisturbed / 1000);
        }
    }

    private int run(FencedCourses courses, String batch, int kills) throws Exception {
        return run(courses, batch, kills, 1);
    }

    /** @return how often its worker was killed before all was made */
    private int run(FencedCourses courses, String batch, int kills, long usualMs) throws Exception {
        ask(courses, batch);
        int killed = 0;
        Process worker = worker("a");
        try {
            long until = System.nanoTime() + LONGEST.toNanos();
            while (!isDone(courses, batch)) {
                assertThat(System.nanoTime()).as("time for batch %s", batch).isLessThan(until);
                // From where it has hardly begun to where it has done some jobs.
                long wait = killed < kills ? 300 + random.nextLong(2_500 + usualMs) : 500;
                boolean hasEnded = worker.waitFor(wait, TimeUnit.MILLISECONDS);
                assertThat(hasEnded).as("the worker ended by itself").isFalse();
                if (killed < kills && courses.canBearAKill()) {
                    kill(worker);
                    killed++;
                    worker = worker("a");
                }
            }
        } finally {
            kill(worker);
        }
        return killed;
    }

    /**
     * Chance hardly ever meets the moments in which the last files are written and courses is told, so these are waited for.
     *
     * @return how often the worker was killed in them
     */
    private int atTheEnd(FencedCourses courses) throws Exception {
        ask(courses, "D");
        Map<String, Integer> killedAt = new HashMap<>();
        Process worker = worker("a");
        try {
            long until = System.nanoTime() + LONGEST.toNanos();
            while (!isDone(courses, "D")) {
                assertThat(System.nanoTime()).as("time").isLessThan(until);
                String job = courses.ending(Duration.ofMillis(500));
                boolean isOfThese = job != null && job.startsWith(job("D", 0).substring(0, DISTINCT));
                if (isOfThese && killedAt.getOrDefault(job, 0) < KILLS_AT_AN_END && courses.canBearAKill()) {
                    Thread.sleep(random.nextInt(60));
                    kill(worker);
                    killedAt.merge(job, 1, Integer::sum);
                    worker = worker("a");
                }
            }
        } finally {
            kill(worker);
        }
        int kills = killedAt.values().stream().mapToInt(each -> each).sum();
        // One that was begun too often by then is spared.
        assertThat(kills).isGreaterThanOrEqualTo(SOURCES.size() / 2);
        return kills;
    }

    /** A second worker gets a job that the first still works at: what the first says then comes too late. */
    private void twice(FencedCourses courses) throws Exception {
        ask(courses, "C");
        Process first = worker("a");
        Process second = null;
        try {
            long until = System.nanoTime() + LONGEST.toNanos();
            String taken = "";
            while (!isDone(courses, "C")) {
                assertThat(System.nanoTime()).as("time").isLessThan(until);
                Thread.sleep(100);
                if (taken.isEmpty() && courses.takeAway(job("C", 0))) {
                    taken = job("C", 0);
                    courses.ask(video("C", 0), taken, "source-0");
                    second = worker("b");
                }
            }
            assertThat(courses.late()).isPositive();
        } finally {
            kill(first);
            if (second != null) {
                kill(second);
            }
        }
    }

    private void ask(FencedCourses courses, String batch) throws IOException {
        for (int i = 0; i < SOURCES.size(); i++) {
            courses.ask(video(batch, i), job(batch, i), "source-" + i);
        }
    }

    private boolean isDone(FencedCourses courses, String batch) {
        return IntStream.range(0, SOURCES.size())
                .allMatch(i -> courses.end(job(batch, i)).isPresent() && isHeard(courses, batch, i));
    }

    private boolean isHeard(FencedCourses courses, String batch, int i) {
        return !isHearing
                || courses.end(FencedCourses.speechJob(video(batch, i))).isPresent();
    }

    private boolean isHearing;

    private boolean hears() throws Exception {
        try {
            Speech.needsAVoice();
            Speech.model();
            isHearing = true;
        } catch (TestAbortedException e) {
            System.out.println("kills: words are not compared (" + e.getMessage() + ")");
        }
        return isHearing;
    }

    private void compare(ObjectStore store, FencedCourses courses, String batch, boolean hears) throws IOException {
        for (int i = 0; i < SOURCES.size(); i++) {
            String of = "batch %s, %s".formatted(batch, SOURCES.get(i));
            JsonNode end = courses.end(job(batch, i)).orElseThrow();
            assertThat(end.path("type").asString()).as(of + ": " + end).isEqualTo("video.ready");
            JsonNode reference = courses.end(job("A", i)).orElseThrow();
            assertThat(files(store, end)).as(of).isEqualTo(files(store, reference));
            if (hears) {
                assertThat(words(store, courses, batch, i)).as(of).isEqualTo(words(store, courses, "A", i));
            }
        }
    }

    /** Everything that is published, by its name. */
    private static Map<String, Integer> files(ObjectStore store, JsonNode ready) throws IOException {
        String prefix = ready.path("data").path("prefix").asString();
        Map<String, Integer> files = new TreeMap<>();
        for (ObjectRef ref : store.list("media", prefix)) {
            try (InputStream in = store.get(ref)) {
                files.put(ref.key().substring(prefix.length()), java.util.Arrays.hashCode(in.readAllBytes()));
            }
        }
        assertThat(files)
                .containsKeys("master.m3u8", "manifest.mpd", "v90/init.mp4", "v180/init.mp4", "audio/init.mp4");
        return files;
    }

    private static String words(ObjectStore store, FencedCourses courses, String batch, int i) throws IOException {
        JsonNode heard = courses.end(FencedCourses.speechJob(video(batch, i))).orElseThrow();
        assertThat(heard.path("type").asString()).as(heard.toString()).isEqualTo("captions.ready");
        String key = heard.path("data").path("cues").asString("");
        if (key.isEmpty()) {
            return "";
        }
        try (InputStream in = store.get(new ObjectRef("media", key))) {
            return JSON.readTree(in).path("cues").toString();
        }
    }

    private void make(ObjectStore store, boolean hears) throws Exception {
        Path spoken = hears
                ? Speech.samples(
                        folder,
                        "en-us",
                        1_200,
                        "This is the first part of the lesson, and it is about the way a table is kept on the disk.",
                        "Now we look at the second part, which is about the index and about what it costs to keep one.",
                        "In the third part we measure how long a question takes with the index and without the index.",
                        "After that there is an exercise for you, in which you make an index and look at its size.")
                : null;
        for (int i = 0; i < SOURCES.size(); i++) {
            Source source = SOURCES.get(i);
            Path file = folder.resolve("source-" + i + "." + source.container());
            String sound = source.isSpoken() && spoken != null
                    ? " -f s16le -ar 16000 -ac 1 -i " + spoken
                    : " -f lavfi -i anoisesrc=c=brown:a=0.05:seed=%d:d=%d".formatted(i, source.seconds());
            ffmpeg(
                    PICTURE.formatted(source.seconds()) + sound + ("webm".equals(source.container()) ? VP8 : X264),
                    file);
            store.put(new ObjectRef("uploads", "source-" + i), file);
        }
    }

    private static void ffmpeg(String words, Path file) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-nostdin"));
        command.addAll(List.of(words.strip().split("\\s+")));
        command.add(file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Process worker(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerMain.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("workers.log").toFile()));
        Map<String, String> environment = new HashMap<>(Map.of(
                "AULA_RABBITMQ_URI",
                TestRabbit.uri(),
                "AULA_OBJECT_STORE_URL",
                objects.toUri().toString(),
                "AULA_HOME",
                folder.resolve("home-" + name).toString(),
                "AULA_WORKER_ID",
                "worker-" + name,
                "AULA_X264_PRESET",
                "ultrafast",
                "SERVER_PORT",
                "0"));
        environment.put(
                "AULA_MODELS",
                System.getenv()
                        .getOrDefault(
                                "AULA_MODELS",
                                Path.of("../.aula/models")
                                        .toAbsolutePath()
                                        .normalize()
                                        .toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Its children see that and end by themselves. */
    private static void kill(Process worker) throws InterruptedException {
        worker.toHandle().destroyForcibly();
        worker.waitFor(10, TimeUnit.SECONDS);
    }

    private static String video(String batch, int i) {
        return "vid_01KILLS%s".formatted((batch + "X" + i + "0".repeat(20)).substring(0, 20));
    }

    private static String job(String batch, int i) {
        return video(batch, i).replace("vid_", "job_");
    }
}
