package io.aula.transcoder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.aula.devstack.testing.TestRabbit;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import io.aula.transcoder.Clips;
import io.aula.transcoder.corpus.Ffmpeg;
import io.aula.transcoder.job.Encoders;
import io.aula.transcoder.job.Jail;
import io.aula.transcoder.packaging.MpdCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker between a real broker and a real folder; only courses is played, by a queue that grants every claim. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorkerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private final AtomicLong fences = new AtomicLong();
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> live = new LinkedBlockingQueue<>();
    private Connection connection;
    private Channel channel;
    private ObjectStore store;
    private Worker worker;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
        assumeTrue(TestRabbit.isInstalled(), "skipped: rabbitmq-server is not installed");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestRabbit.uri());
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.basicConsume("courses.media-claims", true, (tag, claim) -> grant(claim), tag -> {});
        listen("aula.events", List.of("media.step", "video.playable", "video.ready", "video.failed"), events);
        listen("aula.live", List.of("video.#"), live);
        store = ObjectStores.folder(folder.resolve("objects"));
        worker = startWorker();
    }

    @AfterAll
    void stop() throws Exception {
        if (worker != null) {
            worker.stop();
            connection.close();
        }
    }

    @Test
    void makesALessonPlayableAndThenReady() throws Exception {
        upload("vid_01TESTPLAYABLE00000000001", "job_01TESTPLAYABLE00000000001", clip("six.mp4", 6));
        JsonNode playable =
                await("video.playable", "vid_01TESTPLAYABLE00000000001").path("data");
        assertThat(playable.path("renditions")).hasSize(1);
        List<JsonNode> steps = new ArrayList<>();
        JsonNode ready =
                await("video.ready", "vid_01TESTPLAYABLE00000000001", steps).path("data");
        assertThat(steps)
                .filteredOn(event -> event.at("/data/step").asString().equals("TRANSCODE")
                        && event.at("/data/status").asString().equals("DONE"))
                .isNotEmpty()
                .allMatch(event -> event.at("/data/wallMs").asLong() > 0);
        assertThat(ready.path("renditions")).hasSize(2);
        assertThat(ready.path("durationMs").asInt()).isBetween(5_900, 6_100);
        String prefix = ready.path("prefix").asString();
        assertThat(text(prefix + "master.m3u8"))
                .contains("AUDIO=\"audio\"", "RESOLUTION=640x360", "RESOLUTION=854x480", "v360/index.m3u8");
        assertThat(text(prefix + "manifest.mpd")).contains("<Representation id=\"v480\"", "d=\"", "</MPD>");
        assertThat(MpdCheck.faults(text(prefix + "manifest.mpd"))).isEmpty();
        assertThat(text(prefix + "sprite.vtt")).contains("sprite.jpg#xywh=0,0,160,90");
        JsonNode frames = ready.at("/poster/frames");
        assertThat(frames.size()).isBetween(1, 6);
        assertThat(frames.valueStream().map(frame -> frame.path("atMs").asInt()))
                .isSorted();
        assertThat(frames.valueStream().map(frame -> frame.path("path").asString()))
                .allSatisfy(frame -> assertThat(store.stat(ref(prefix + frame))).isPresent());
        for (String track : List.of("v360", "v480", "audio")) {
            List<String> named = text(prefix + track + "/index.m3u8")
                    .lines()
                    .filter(l -> l.endsWith(".m4s"))
                    .toList();
            assertThat(named)
                    .hasSize(2)
                    .allSatisfy(segment -> assertThat(store.stat(ref(prefix + track + "/" + segment)))
                            .isPresent());
        }
        assertThat(live)
                .filteredOn(message -> message.toString().contains("vid_01TESTPLAYABLE00000000001"))
                .extracting(message -> message.path("percent").asDouble())
                .isNotEmpty()
                .isSorted();
    }

    @Test
    void leavesTheTextTracksOfTheSourceForCourses() throws Exception {
        assumeTrue(Ffmpeg.isThere(), "skipped: ffmpeg, which puts text into the file, is not installed");
        Path said = Files.writeString(folder.resolve("said.srt"), "1\n00:00:01,000 --> 00:00:02,000\n<i>Hola</i>\n");
        Path source = Ffmpeg.make(
                folder.resolve("with-text.mkv"),
                " -i " + clip("texts.mp4", 3) + " -i " + said
                        + " -map 0 -map 1 -c copy -c:s srt -metadata:s:s:0 language=spa ");
        String video = "vid_01TESTTEXTS0000000000001";
        String job = "job_01TESTTEXTS0000000000001";
        upload(video, job, source);
        JsonNode playable = await("video.playable", video);
        Promises promises = new Promises();
        assertThat(promises.broken("video.playable", playable.toString())).isEmpty();
        assertThat(playable.at("/data/captions/0/locale").asString()).isEqualTo("es");
        String file = text("words/" + video + "/" + job + "/source.json");
        assertThat(promises.broken("captions.source", file)).isEmpty();
        JsonNode cue = JSON.readTree(file).at("/tracks/0/cues/0");
        assertThat(cue.path("text").asString()).isEqualTo("<i>Hola</i>");
        assertThat(cue.path("startMs").asInt()).isBetween(950, 1_050);
    }

    @Test
    void tellsWhyATextIsNoVideoAndGoesOn() throws Exception {
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a video ".repeat(50));
        upload("vid_01TESTTEXT0000000000001", "job_01TESTTEXT0000000000001", text);
        JsonNode failed = await("video.failed", "vid_01TESTTEXT0000000000001").path("data");
        assertThat(failed.path("code").asString()).isEqualTo("CORRUPT_FILE");
        assertThat(failed.path("retryable").asBoolean()).isFalse();
    }

    @Test
    void goesOnFromItsCheckpointWhenTheChildIsKilled() throws Exception {
        upload("vid_01TESTKILLED000000000001", "job_01TESTKILLED000000000001", clip("twenty.mp4", 20));
        JsonNode first = await("video.playable", "vid_01TESTKILLED000000000001").path("data");
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .forEach(ProcessHandle::destroyForcibly);
        JsonNode second =
                await("video.playable", "vid_01TESTKILLED000000000001").path("data");
        assertThat(second.path("fence").asLong())
                .isGreaterThan(first.path("fence").asLong());
        List<JsonNode> afterwards = new ArrayList<>();
        JsonNode ready =
                await("video.ready", "vid_01TESTKILLED000000000001", afterwards).path("data");
        assertThat(ready.path("fence")).isEqualTo(second.path("fence"));
        assertThat(afterwards)
                .filteredOn(event ->
                        "STARTED".equals(event.path("data").path("status").asString("")))
                .extracting(event -> event.path("data").path("detail").asString(""))
                .doesNotContain("audio", "360p");
        awaitRemovalOf(first.path("prefix").asString());
    }

    /** An earlier attempt's files go after the event, so that nobody is sent to what is no longer there. */
    private void awaitRemovalOf(String prefix) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!store.list("media", prefix).isEmpty() && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        assertThat(prefix).isNotBlank();
        assertThat(store.list("media", prefix)).isEmpty();
    }

    private Path clip(String name, int seconds) throws Exception {
        return Clips.withSound(folder.resolve(name), seconds, 854, 480);
    }

    private Worker startWorker() throws IOException {
        WorkerSettings settings = new WorkerSettings(
                URI.create(TestRabbit.uri()),
                folder.resolve("objects").toUri(),
                folder.resolve("scratch"),
                "worker-t",
                "127.0.0.1",
                0,
                "auto",
                "ultrafast",
                WorkerSettings.Patience.USUAL);
        Worker started = new Worker(settings, store, Jail.of(settings.scratch()), Encoders.software("ultrafast"), null);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                started.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return started;
    }

    private void upload(String videoId, String jobId, Path file) throws IOException {
        ObjectRef source = new ObjectRef("uploads", "u/" + videoId + "/source");
        store.put(source, file);
        String envelope = """
                {"specversion":"1.0","type":"video.uploaded","class":"interactive",
                 "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                 "data":{"videoId":"%s","jobId":"%s","source":{"bucket":"uploads","key":"%s","sha256":"%s"}}}
                """.formatted(videoId, jobId, source.key(), videoId);
        channel.basicPublish(
                "aula.events",
                "video.uploaded.interactive",
                new AMQP.BasicProperties.Builder().deliveryMode(2).build(),
                envelope.getBytes(StandardCharsets.UTF_8));
    }

    private void grant(com.rabbitmq.client.Delivery claim) throws IOException {
        byte[] reply = "{\"granted\":true,\"fence\":%d,\"doneSteps\":[],\"leaseSeconds\":30}"
                .formatted(fences.incrementAndGet())
                .getBytes(StandardCharsets.UTF_8);
        channel.basicPublish(
                "",
                claim.getProperties().getReplyTo(),
                new AMQP.BasicProperties.Builder()
                        .correlationId(claim.getProperties().getCorrelationId())
                        .build(),
                reply);
    }

    private void listen(String exchange, List<String> keys, BlockingQueue<JsonNode> into) throws IOException {
        Channel own = connection.createChannel();
        String queue = own.queueDeclare().getQueue();
        for (String key : keys) {
            own.queueBind(queue, exchange, key);
        }
        own.basicConsume(queue, true, (tag, message) -> into.add(JSON.readTree(message.getBody())), tag -> {});
    }

    private JsonNode await(String type, String subject) throws InterruptedException {
        return await(type, subject, new ArrayList<>());
    }

    private JsonNode await(String type, String subject, List<JsonNode> before) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < until) {
            JsonNode event = events.poll(1, TimeUnit.SECONDS);
            if (event == null) {
                continue;
            }
            if (event.path("type").asString().equals("video.failed") && !type.equals("video.failed")) {
                throw new AssertionError("failed: " + event);
            }
            if (event.path("type").asString().equals(type)
                    && event.path("subject").asString().equals(subject)) {
                return event;
            }
            before.add(event);
        }
        throw new AssertionError("no " + type + " for " + subject + "; saw " + before);
    }

    private String text(String key) throws IOException {
        try (var in = store.get(ref(key))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ObjectRef ref(String key) {
        return new ObjectRef("media", key);
    }
}
