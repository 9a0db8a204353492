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
import io.aula.transcoder.image.Pictures;
import io.aula.transcoder.job.Encoders;
import io.aula.transcoder.job.ImageJob;
import io.aula.transcoder.job.Jail;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Made pictures of each kind through a real worker, broker and folder; courses is played by a queue that grants every claim. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ImageWorkerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder;

    private final AtomicLong fences = new AtomicLong();
    private final AtomicInteger numbers = new AtomicInteger(10);
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final Promises promises = new Promises();
    private Connection connection;
    private Channel channel;
    private ObjectStore store;
    private Worker worker;

    @BeforeAll
    void start() throws Exception {
        assumeTrue(Pictures.canBeMade(), "skipped: libvips-tools is not installed");
        assumeTrue(TestRabbit.isInstalled(), "skipped: rabbitmq-server is not installed");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestRabbit.uri());
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.basicConsume("courses.image-claims", true, (tag, claim) -> grant(claim), tag -> {});
        Channel own = connection.createChannel();
        String queue = own.queueDeclare().getQueue();
        own.queueBind(queue, "aula.events", "image.made");
        own.queueBind(queue, "aula.events", "image.failed");
        own.queueBind(queue, "aula.events", "image.postponed");
        own.basicConsume(queue, true, (tag, message) -> events.add(JSON.readTree(message.getBody())), tag -> {});
        store = ObjectStores.folder(folder.resolve("objects"));
        WorkerSettings settings = new WorkerSettings(
                URI.create(TestRabbit.uri()),
                folder.resolve("objects").toUri(),
                folder.resolve("scratch"),
                "worker-i",
                "127.0.0.1",
                0,
                "auto",
                "ultrafast",
                WorkerSettings.Patience.USUAL);
        worker = new Worker(settings, store, Jail.of(settings.scratch()), Encoders.software("ultrafast"), null);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                worker.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterAll
    void stop() throws Exception {
        if (worker != null) {
            worker.stop();
        }
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void readsTheOrderThatCoursesPromises() {
        assertThat(promises.broken("image.uploaded", promises.example("image.uploaded")))
                .isEmpty();
        ImageJob job = ImageJob.of(JSON.readTree(promises.example("image.uploaded")));
        assertThat(job.crop().width()).isEqualTo(0.8);
        assertThat(job.prefix()).isEqualTo(job.imageId() + "/");
    }

    @Test
    void makesACoverInThreeFormatsUprightAndWithoutAWordOfItsCamera() throws Exception {
        Path wide = Pictures.halves(folder.resolve("wide.jpg"), 1600, 1200);
        Path source = Pictures.turned(folder.resolve("turned.jpg"), wide);
        JsonNode made = make("COVER", source, "\"crop\":{\"x\":0,\"y\":0,\"width\":1,\"height\":1},");
        assertThat(made.path("width").asInt()).isEqualTo(1200);
        assertThat(made.path("height").asInt()).isEqualTo(675);
        assertThat(made.path("widths").toString()).isEqualTo("[160,320,640,960,1200]");
        BufferedImage shown = picture(made, "640.jpg");
        assertThat(shown.getWidth()).isEqualTo(640);
        assertThat(shown.getHeight()).isEqualTo(360);
        // What was on the left of the sensor is above.
        assertNear(shown.getRGB(320, 20), 200, 30, 30);
        assertNear(shown.getRGB(320, 340), 30, 30, 200);
        for (String name : new String[] {"640.jpg", "640.webp", "640.avif"}) {
            byte[] bytes = bytes(made, name);
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .as(name)
                    .doesNotContain(Pictures.CAMERA)
                    .startsWith(name.endsWith("jpg") ? "\u00ff\u00d8" : name.endsWith("webp") ? "RIFF" : "\0\0\0");
        }
        assertThat(bytes(made, "1200.avif").length).isLessThan(bytes(made, "1200.jpg").length);
        assertThat(made.path("blurHash").asString()).hasSize(28);
        assertThat(folder.resolve("scratch").toFile().list()).noneMatch(name -> name.startsWith("img_"));
    }

    @Test
    void cropsWhatThePersonChose() throws Exception {
        Path source = Pictures.halves(folder.resolve("halves.png"), 800, 400);
        JsonNode made = make("AVATAR", source, "\"crop\":{\"x\":0.5,\"y\":0,\"width\":0.5,\"height\":1},");
        assertThat(made.path("prefix").asString()).startsWith("public/img_");
        assertThat(made.path("widths").toString()).isEqualTo("[48,96,192,384]");
        assertThat(made.path("color").asString()).matches("#1[def]1[def]c[789]");
        assertNear(picture(made, "192.jpg").getRGB(5, 5), 30, 30, 200);
    }

    @Test
    void takesInksForTheColoursThatTheyPrint() throws Exception {
        Path rgb = Pictures.halves(folder.resolve("rgb.png"), 400, 400);
        Path inks = Pictures.vips(
                folder.resolve("inks.jpg"),
                "icc_transform",
                rgb.toString(),
                folder.resolve("inks.jpg").toString(),
                "cmyk",
                "--input-profile",
                "srgb");
        Path bare = Pictures.vips(
                folder.resolve("bare.jpg"), "copy", inks.toString(), folder.resolve("bare.jpg") + "[strip]");
        for (Path source : new Path[] {inks, bare}) {
            BufferedImage shown = picture(make("AVATAR", source, ""), "192.jpg");
            int red = shown.getRGB(20, 90);
            int blue = shown.getRGB(170, 90);
            assertThat(red >> 16 & 255).as("red of %s", source).isGreaterThan(2 * (red & 255));
            assertThat(blue & 255).as("blue of %s", source).isGreaterThan(blue >> 16 & 255);
        }
    }

    @Test
    void laysWhatIsTransparentOnTheChosenBackground() throws Exception {
        Path source = Pictures.transparent(folder.resolve("logo.png"));
        BufferedImage onWhite = picture(make("AVATAR", source, ""), "192.jpg");
        assertNear(onWhite.getRGB(10, 10), 255, 255, 255);
        assertNear(onWhite.getRGB(96, 96), 0, 0, 0);
        BufferedImage onBlue = picture(make("AVATAR", source, "\"background\":\"#2040c0\","), "192.jpg");
        assertNear(onBlue.getRGB(10, 10), 0x20, 0x40, 0xc0);
    }

    @Test
    void takesGreyAndDeepPictures() throws Exception {
        Path rgb = Pictures.halves(folder.resolve("deep.png"), 200, 200);
        String deep = folder.resolve("rgb16.png").toString();
        assertNear(
                picture(
                                make(
                                        "AVATAR",
                                        Pictures.vips(Path.of(deep), "colourspace", rgb.toString(), deep, "rgb16"),
                                        ""),
                                "192.jpg")
                        .getRGB(180, 90),
                30,
                30,
                200);
        String grey = folder.resolve("grey.png").toString();
        assertNear(
                picture(
                                make(
                                        "AVATAR",
                                        Pictures.vips(Path.of(grey), "extract_band", rgb.toString(), grey, "2"),
                                        ""),
                                "192.jpg")
                        .getRGB(180, 90),
                200,
                200,
                200);
    }

    @Test
    void takesWhatBrowsersAndPhonesWrite() throws Exception {
        Path png = Pictures.halves(folder.resolve("any.png"), 300, 300);
        for (String[] kind : new String[][] {
            {"any.gif", "gifsave"},
            {"any.webp", "webpsave"},
            {"any.avif", "heifsave", "av1"},
            {"any.heic", "heifsave", "hevc"}
        }) {
            Path file = folder.resolve(kind[0]);
            if (kind.length == 3) {
                Pictures.vips(file, kind[1], png.toString(), file.toString(), "--compression", kind[2]);
            } else {
                Pictures.vips(file, kind[1], png.toString(), file.toString());
            }
            BufferedImage shown = picture(make("AVATAR", file, ""), "96.jpg");
            assertNear(shown.getRGB(10, 48), 200, 30, 30);
            assertNear(shown.getRGB(86, 48), 30, 30, 200);
        }
    }

    @Test
    void refusesInWordsWhatIsNoPictureOrTooMuchOfOne() throws Exception {
        Path jpeg = Pictures.halves(folder.resolve("whole.jpg"), 900, 900);
        Path bomb = folder.resolve("bomb.png");
        Pictures.vips(bomb, "black", bomb.toString(), "11000", "11000");
        assertThat(Files.size(bomb)).isLessThan(1 << 20);
        assertRefused("TOO_LARGE", bomb);
        assertRefused("TOO_SMALL", Pictures.halves(folder.resolve("small.png"), 12, 12));
        assertRefused("DAMAGED", Pictures.cut(jpeg, folder.resolve("half.jpg")));
        assertRefused(
                "DRAWING", Files.writeString(folder.resolve("d.png"), "<?xml version='1.0'?><svg onload='x()'/>"));
        assertRefused("NOT_A_PICTURE", Files.writeString(folder.resolve("t.jpg"), "<html><script>x()</script>"));
        assertRefused("EMPTY_FILE", Files.writeString(folder.resolve("e.jpg"), ""));
    }

    @Test
    void aTryThatMayHealIsToldAndIsTriedAgainAfterTenSeconds() throws Exception {
        Path later = Pictures.halves(folder.resolve("later.png"), 200, 200);
        JsonNode postponed = ask("COVER", null, "");
        long began = System.nanoTime();
        assertThat(postponed.path("type").asString()).isEqualTo("image.postponed");
        assertThat(promises.broken("image.postponed", postponed.toString())).isEmpty();
        assertThat(postponed.at("/data/retryInSeconds").asInt()).isEqualTo(10);
        assertThat(postponed.at("/data/code").asString()).isEqualTo("STORAGE");
        store.put(new ObjectRef("uploads", "i/" + postponed.path("subject").asString() + "/source"), later);
        JsonNode made = events.poll(40, TimeUnit.SECONDS);
        assertThat(made.path("type").asString()).isEqualTo("image.made");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isBetween(8L, 30L);
    }

    private void assertRefused(String code, Path source) throws Exception {
        JsonNode failed = ask("COVER", source, "");
        assertThat(failed.path("type").asString()).as(code).isEqualTo("image.failed");
        assertThat(promises.broken("image.failed", failed.toString())).isEmpty();
        assertThat(failed.path("data").path("code").asString()).isEqualTo(code);
        assertThat(failed.path("data").path("retryable").asBoolean()).isFalse();
    }

    private JsonNode make(String purpose, Path source, String more) throws Exception {
        JsonNode made = ask(purpose, source, more);
        assertThat(made.path("type").asString()).as(made.toString()).isEqualTo("image.made");
        assertThat(promises.broken("image.made", made.toString())).isEmpty();
        return made.path("data");
    }

    /** @param source null for one that is not there */
    private JsonNode ask(String purpose, @Nullable Path source, String more) throws Exception {
        String id = "img_01TESTPICTURE00000000000" + numbers.incrementAndGet();
        if (source != null) {
            store.put(new ObjectRef("uploads", "i/" + id + "/source"), source);
        }
        String background = more.contains("background") ? "" : "\"background\":\"#ffffff\",";
        String envelope =
                """
                {"specversion":"1.0","type":"image.uploaded",
                 "data":{"imageId":"%s","ownerId":"usr_01TESTOWNER0000000000000001","purpose":"%s",%s%s
                  "source":{"bucket":"uploads","key":"i/%s/source"},"prefix":"%s%s/"}}
                """.formatted(id, purpose, more, background, id, purpose.equals("AVATAR") ? "public/" : "", id);
        channel.basicPublish(
                "aula.events",
                "image.uploaded",
                new AMQP.BasicProperties.Builder().deliveryMode(2).build(),
                envelope.getBytes(StandardCharsets.UTF_8));
        JsonNode told = events.poll(3, TimeUnit.MINUTES);
        assertThat(told).as("nothing was told of %s", source).isNotNull();
        assertThat(told.path("subject").asString()).isEqualTo(id);
        return told;
    }

    private BufferedImage picture(JsonNode made, String name) throws IOException {
        try (InputStream in =
                store.get(new ObjectRef("media", made.path("prefix").asString() + name))) {
            return ImageIO.read(in);
        }
    }

    private byte[] bytes(JsonNode made, String name) throws IOException {
        try (InputStream in =
                store.get(new ObjectRef("media", made.path("prefix").asString() + name))) {
            return in.readAllBytes();
        }
    }

    private static void assertNear(int rgb, int red, int green, int blue) {
        assertThat(new int[] {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255})
                .satisfies(found -> assertThat(
                                Math.abs(found[0] - red) + Math.abs(found[1] - green) + Math.abs(found[2] - blue))
                        .as("%d %d %d", found[0], found[1], found[2])
                        .isLessThan(30));
    }

    private void grant(com.rabbitmq.client.Delivery claim) throws IOException {
        byte[] reply = "{\"granted\":true,\"fence\":%d,\"doneSteps\":[],\"leaseSeconds\":360}"
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
}
