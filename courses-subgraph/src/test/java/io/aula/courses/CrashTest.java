package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.testing.ChildService;
import io.aula.platform.id.Ids;
import io.aula.platform.outbox.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A process that dies at each named point of uploads and events, and this one, which goes on with what it left. */
class CrashTest extends CoursesTestServer {
    private static final String UPLOADER = "usr_01TESTTEACHERCRASHES00001";
    private static final List<String> STORES = List.of(
            "spring.datasource.url",
            "spring.rabbitmq.addresses",
            "aula.object-store-url",
            "aula.gateway-key",
            "aula.upload.scratch");

    private final Promises promises = new Promises();
    private final String person = Ids.next("usr");

    @Autowired
    private Environment settings;

    @Autowired
    private Relay relay;

    @Autowired
    @Qualifier("eventListeners")
    private SmartLifecycle listeners;

    @AfterEach
    void everythingAsItWas() {
        if (!relay.isRunning()) {
            relay.start();
        }
        if (!listeners.isRunning()) {
            listeners.start();
        }
    }

    @Test
    void bytesWhoseOffsetWasNotWrittenDownAreSentAgain() throws Exception {
        byte[] file = bytes();
        JsonNode upload = upload(file);
        killedWhileSending("upload.before-offset", upload, file);
        assertThat(offset(upload)).as("what nobody wrote down did not arrive").isZero();
        assertThat(patch(upload.path("id").asString(), UPLOADER, 0, file).statusCode())
                .isEqualTo(204);
        assertThatItIsWholeAndGivenToWorkersOnce(upload, file);
    }

    @Test
    void aWholeFileThatWasPutAwayBecomesOneJobWhenItsClientAsksWhereItStands() throws Exception {
        byte[] file = bytes();
        JsonNode upload = upload(file);
        killedWhileSending("upload.after-store", upload, file);
        assertThat(topics(video(upload))).as("nobody was told").isEmpty();
        assertThat(offset(upload)).isEqualTo(file.length);
        assertThatItIsWholeAndGivenToWorkersOnce(upload, file);
        assertThat(offset(upload)).as("asked again").isEqualTo(file.length);
        assertThatItIsWholeAndGivenToWorkersOnce(upload, file);
    }

    private void killedWhileSending(String point, JsonNode upload, byte[] file) throws Exception {
        try (ChildService child = child(point).whenItIsThere()) {
            try {
                HttpRequest.Builder request = HttpRequest.newBuilder(
                                child.at("/uploads/" + upload.path("id").asString()))
                        .method("PATCH", BodyPublishers.ofByteArray(file))
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "application/offset+octet-stream");
                send(UPLOADER, request, BodyHandlers.discarding());
            } catch (UncheckedIOException itDied) {
                // As somebody sees it whose answer never comes.
            }
            diesAtItsPoint(child);
        }
    }

    private void assertThatItIsWholeAndGivenToWorkersOnce(JsonNode upload, byte[] file) throws IOException {
        assertThat(Files.readAllBytes(HOME.resolve("objects/uploads/u/" + video(upload) + "/source")))
                .isEqualTo(file);
        assertThat(topics(video(upload))).hasSize(1);
        assertThat(count("select count(*) from courses.media_job where video_id = ?", video(upload)))
                .isEqualTo(1);
    }

    @Test
    void anEventWhoseEffectIsKeptAndThatWasNotAcknowledgedHasThatEffectOnce() throws Exception {
        String course = publishedCourse("A medias");
        ObjectNode offer = promises.example("offer.changed");
        ((ObjectNode) offer.path("data")).put("courseId", course);
        send(offer);
        eventually(
                "the course to be sold",
                () -> codes(enroll(Ids.next("usr"), course)).contains("NOT_FREE"));
        ObjectNode right = promises.example("entitlement.changed");
        ((ObjectNode) right.path("data"))
                .put("entitlementId", Ids.next("ent"))
                .put("courseId", course)
                .put("userId", person);
        String event = killedWhileHearing("inbox.after-effect", right);
        assertThat(count("select count(*) from courses.inbox where event_id = ?", event))
                .as("its effect was kept")
                .isEqualTo(1);
        listeners.start();
        eventually(
                "the person to be enrolled",
                () -> enrollment(person, course).path("status").asString("").equals("ACTIVE"));
        eventually("the queue to be empty", () -> isEmpty("courses.commerce"));
        String enrollment = enrollment(person, course).path("id").asString();
        assertThat(topics(enrollment).stream().filter("enrollment.created"::equals))
                .hasSize(1);
        assertThat(count("select count(*) from courses.enrollment where user_id = ?", person))
                .isEqualTo(1);
    }

    @Test
    void anErasureThatWasNotCommittedHasTakenNothingAndIsDoneByWhoeverHearsOfItNext() throws Exception {
        String course = publishedCourse("Para quien se va");
        enroll(person, course);
        ObjectNode gone = promises.example("user.deleted");
        gone.put("subject", person);
        ((ObjectNode) gone.path("data")).put("userId", person);
        killedWhileHearing("person.before-commit", gone);
        assertThat(enrollment(person, course).path("status").asString())
                .as("all of it or nothing")
                .isEqualTo("ACTIVE");
        listeners.start();
        eventually("identity to be told", () -> topics(person).contains("user.erased"));
        assertThat(count("select count(*) from courses.enrollment where user_id = ?", person))
                .isZero();
        assertThat(topics(person).stream().filter("user.erased"::equals)).hasSize(1);
    }

    /** Nobody but the process that dies takes from the queues. @return the event's id */
    private String killedWhileHearing(String point, ObjectNode event) throws Exception {
        listeners.stop();
        String id = send(event);
        try (ChildService child = child(point)) {
            diesAtItsPoint(child);
        }
        return id;
    }

    /** The mark is kept with the end of the round, which neither has come to. */
    @ParameterizedTest
    @ValueSource(strings = {"outbox.after-publish", "outbox.after-mark"})
    void whatWasSentWithoutAMarkThatIsKeptIsSentAgainUnderTheSameId(String point) throws Exception {
        assertThat(sentAroundADeathAt(point)).hasSize(2).containsOnly(told());
    }

    /** @return the ids under which the person's enrollment was told of, in the order in which they came */
    private List<String> sentAroundADeathAt(String point) throws Exception {
        String course = publishedCourse("Contado " + point);
        RabbitAdmin broker = new RabbitAdmin(rabbit);
        String heard = "test." + Ids.next("que");
        broker.declareQueue(new Queue(heard, false, true, false));
        broker.declareBinding(
                new Binding(heard, Binding.DestinationType.QUEUE, "aula.events", "enrollment.created", null));
        try {
            eventually(
                    "all else to be told",
                    () -> count("select count(*) from courses.outbox where published_at is null") == 0);
            relay.stop();
            enroll(person, course);
            try (ChildService child = child(point)) {
                diesAtItsPoint(child);
            }
            relay.start();
            eventually("what was left to be told", () -> isMarked());
            List<String> ids = new ArrayList<>();
            for (Message message = rabbit.receive(heard, 2_000);
                    message != null;
                    message = rabbit.receive(heard, 2_000)) {
                JsonNode event = json.readTree(message.getBody());
                if (event.at("/data/userId").asString().equals(person)) {
                    ids.add(event.path("id").asString());
                }
            }
            return ids;
        } finally {
            broker.deleteQueue(heard);
        }
    }

    private boolean isMarked() {
        return count("select count(*) from courses.outbox where id = ? and published_at is not null", told()) == 1;
    }

    private String told() {
        return String.valueOf(sql.queryForObject(
                "select id from courses.outbox where topic = 'enrollment.created' and payload -> 'data' ->> 'userId' = ?",
                String.class,
                person));
    }

    /** @return its id, which is new */
    private String send(ObjectNode event) {
        String id = Ids.next("evt");
        event.put("id", id);
        rabbit.send(
                "aula.events",
                event.path("type").asString(),
                MessageBuilder.withBody(event.toString().getBytes(StandardCharsets.UTF_8))
                        .build());
        return id;
    }

    private ChildService child(String point) throws IOException {
        Map<String, Object> stores = new HashMap<>();
        STORES.forEach(name -> stores.put(name, settings.getRequiredProperty(name)));
        return ChildService.start(ChildCourses.class, point, port -> stores);
    }

    private static void diesAtItsPoint(ChildService child) throws InterruptedException {
        assertThat(child.isKilledWithin(ChildService.PATIENCE)).as(child.log()).isTrue();
    }

    private boolean isEmpty(String queue) {
        var known = new RabbitAdmin(rabbit).getQueueInfo(queue);
        return known != null && known.getMessageCount() == 0;
    }

    private JsonNode upload(byte[] file) {
        return createUpload(UPLOADER, Map.of("bytes", String.valueOf(file.length), "sha256", sha256(file)))
                .path("upload");
    }

    private long offset(JsonNode upload) {
        return Long.parseLong(header(tus("HEAD", upload.path("id").asString(), UPLOADER, Map.of()), "Upload-Offset"));
    }

    private static String video(JsonNode upload) {
        return upload.at("/video/id").asString();
    }

    private int count(String query, Object... arguments) {
        Integer found = sql.queryForObject(query, Integer.class, arguments);
        return found == null ? 0 : found;
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[3 << 20];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
