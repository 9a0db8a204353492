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
import io.aula.transcoder.Speech;
import io.aula.transcoder.job.Encoders;
import io.aula.transcoder.job.Jail;
import io.aula.transcoder.job.SpeechSettings;
import io.aula.transcoder.model.SpeechModel;
import io.aula.transcoder.model.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A worker that hears, between a real broker and a real folder; courses is played by a queue that grants every claim. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
final class SpeechWorkerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VIDEO = "vid_01TESTSPEECH000000000001";
    private static final String JOB = "job_01TESTSPEECH000000000001";
    private static final String PREFIX = VIDEO + "/1/";

    @TempDir
    private Path folder;

    private final AtomicLong fences = new AtomicLong();
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private Connection connection;
    private Channel channel;
    private ObjectStore store;
    private Worker worker;

    @BeforeEach
    void connect() throws Exception {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with its encoders is not installed");
        assumeTrue(TestRabbit.isInstalled(), "skipped: rabbitmq-server is not installed");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestRabbit.uri());
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.basicConsume("courses.media-claims", true, (tag, claim) -> grant(claim), tag -> {});
        Channel own = connection.createChannel();
        String queue = own.queueDeclare().getQueue();
        for (String key : List.of("media.step", "captions.ready", "captions.failed")) {
            own.queueBind(queue, "aula.events", key);
        }
        own.basicConsume(queue, true, (tag, message) -> events.add(JSON.readTree(message.getBody())), tag -> {});
        store = ObjectStores.folder(folder.resolve("objects"));
    }

    @AfterEach
    void stop() throws Exception {
        if (worker != null) {
            worker.stop();
        }
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void tellsTheWordsOfAVideoThoughItIsKilledBetweenTwoPieces() throws Exception {
        Speech.needsAVoice();
        Wanted model = Speech.model();
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
        publish("audio/init.mp4", Speech.track(samples, folder.resolve("track.mp4")));
        publish("audio/index.m3u8", "#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXT-X-ENDLIST\n");
        publish("master.m3u8", "#EXTM3U\n");
        worker = start(model);
        ask();
        JsonNode first = await("media.step", "1/[2-9]");
        killChild();
        List<JsonNode> afterwards = new ArrayList<>();
        JsonNode ready = awaitEnd(afterwards);
        assertThat(ready.path("type").asString()).isEqualTo("captions.ready");
        JsonNode data = ready.path("data");
        assertThat(data.path("state").asString()).isEqualTo("READY");
        assertThat(data.path("locale").asString()).isEqualTo("en");
        assertThat(data.path("isLocaleDetected").asBoolean()).isTrue();
        assertThat(data.path("fence").asLong())
                .isGreaterThan(first.path("data").path("fence").asLong());
        assertThat(afterwards)
                .extracting(event -> event.path("data").path("detail").asString(""))
                .noneMatch(detail -> detail.startsWith("0/"));
        Promises promises = new Promises();
        assertThat(promises.broken("captions.ready", ready.toString())).isEmpty();
        assertThat(afterwards)
                .allSatisfy(step -> assertThat(promises.broken("media.step", step.toString()))
                        .isEmpty());
        JsonNode cues = JSON.readTree(read(data.path("cues").asString()));
        assertThat(promises.broken("captions.cues", cues.toString())).isEmpty();
        assertThat(cues.path("cues")).hasSize(data.path("cueCount").asInt());
        String text = cues.path("cues").findValuesAsString("text").toString();
        assertThat(text).contains("first", "second", "third", "lesson");
        assertThat(cues.path("cues").path(0).path("words").path(0).has("isGlued"))
                .isTrue();
        // They go once the end is told, so that a worker which dies before goes on from them.
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!pieces().isEmpty() && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(pieces()).isEmpty();
    }

    @Test
    void findsNoWordsInAVideoWithoutSound() throws Exception {
        publish("master.m3u8", "#EXTM3U\n");
        worker = start(noModel());
        ask();
        JsonNode data = awaitEnd(new ArrayList<>()).path("data");
        assertThat(data.path("state").asString()).isEqualTo("NONE");
        assertThat(data.path("cues").isNull()).isTrue();
        assertThat(data.path("cueCount").asInt()).isZero();
    }

    @Test
    void saysThatThereIsNoModelWhereThereIsNone() throws Exception {
        publish("master.m3u8", "#EXTM3U\n");
        publish("audio/init.mp4", Files.writeString(folder.resolve("any"), "sound"));
        publish("audio/index.m3u8", "#EXTM3U\n");
        worker = start(noModel());
        ask();
        JsonNode failed = awaitEnd(new ArrayList<>());
        assertThat(failed.path("type").asString()).isEqualTo("captions.failed");
        assertThat(new Promises().broken("captions.failed", failed.toString())).isEmpty();
        assertThat(failed.path("data").path("state").asString()).isEqualTo("UNAVAILABLE");
        assertThat(failed.path("data").path("code").asString()).isEqualTo("NO_MODEL");
    }

    @Test
    void hearsWhatItCouldNotOnceAModelIsThere() throws Exception {
        Speech.needsAVoice();
        Wanted model = Speech.model();
        Wanted later = noModel();
        Path samples = Speech.samples(folder, "en-us", 500, "This is the first part of the lesson.");
        publish("audio/init.mp4", Speech.track(samples, folder.resolve("track.mp4")));
        publish("audio/index.m3u8", "#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXT-X-ENDLIST\n");
        publish("master.m3u8", "#EXTM3U\n");
        worker = start(later);
        ask();
        assertThat(awaitEnd(new ArrayList<>()).at("/data/state").asString()).isEqualTo("UNAVAILABLE");

        Files.createDirectories(later.file().getParent());
        Files.copy(model.file(), later.file());
        ask();
        JsonNode ready = awaitEnd(new ArrayList<>());
        assertThat(ready.path("type").asString()).isEqualTo("captions.ready");
        JsonNode cues = JSON.readTree(read(ready.at("/data/cues").asString()));
        assertThat(cues.path("cues").findValuesAsString("text").toString()).contains("first", "lesson");
    }

    private Wanted noModel() {
        return new Wanted(SpeechModel.BASE, Optional.empty(), folder.resolve("no-models"));
    }

    private static void killChild() {
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private Worker start(Wanted model) throws IOException {
        WorkerSettings settings = new WorkerSettings(
                URI.create(TestRabbit.uri()),
                folder.resolve("objects").toUri(),
                folder.resolve("scratch"),
                "worker-s",
                "127.0.0.1",
                0,
                "auto",
                "ultrafast",
                WorkerSettings.Patience.USUAL);
        Worker started = new Worker(
                settings,
                store,
                Jail.of(settings.scratch()),
                Encoders.software("ultrafast"),
                new SpeechSettings(model, 1));
        Thread.ofPlatform().daemon().start(() -> {
            try {
                started.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return started;
    }

    private List<ObjectRef> pieces() {
        return store.list("media", "work/" + JOB + "/speech/");
    }

    private void ask() throws IOException {
        String envelope = """
                {"specversion":"1.0","type":"video.audio_ready","class":"interactive",
                 "data":{"videoId":"%s","jobId":"%s","prefix":"%s","durationMs":40000,"spokenLocale":null,"words":["index"]}}
                """.formatted(VIDEO, JOB, PREFIX);
        channel.basicPublish(
                "aula.events",
                "video.audio_ready.interactive",
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

    private JsonNode awaitEnd(List<JsonNode> before) throws InterruptedException {
        return await(before, event -> event.path("type").asString().startsWith("captions."));
    }

    private JsonNode await(String type, String detail) throws InterruptedException {
        return await(
                new ArrayList<>(),
                event -> event.path("type").asString().equals(type)
                        && event.path("data").path("detail").asString("").matches(detail));
    }

    private JsonNode await(List<JsonNode> before, java.util.function.Predicate<JsonNode> wanted)
            throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(8);
        while (System.nanoTime() < until) {
            JsonNode event = events.poll(1, TimeUnit.SECONDS);
            if (event != null && wanted.test(event)) {
                return event;
            }
            if (event != null) {
                before.add(event);
            }
        }
        throw new AssertionError("not told; saw " + before);
    }

    private void publish(String name, Path file) {
        store.put(new ObjectRef("media", PREFIX + name), file);
    }

    private void publish(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.put(new ObjectRef("media", PREFIX + name), new ByteArrayInputStream(bytes), bytes.length);
    }

    private String read(String key) throws IOException {
        try (var in = store.get(new ObjectRef("media", key))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
