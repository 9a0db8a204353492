package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the first byte of a file to a learner who goes on watching: the worker is played by the test. */
class VideoRoadTest extends CoursesTestServer {
    private final Promises promises = new Promises();
    private static final int DURATION_MS = 13_000;

    @Test
    void aVideoIsUploadedInPiecesMadePlayableWatchedAndResumed() throws IOException {
        String course = createCourse("Vídeo de principio a fin");
        String lesson = createLesson(createModule(course, "Uno"), "Ver", "VIDEO");
        byte[] file = new byte[3 << 20];
        new Random(11).nextBytes(file);
        JsonNode upload = createUpload(
                        TEACHER,
                        Map.of("bytes", String.valueOf(file.length), "lessonId", lesson, "sha256", sha256(file)))
                .path("upload");
        String video = upload.at("/video/id").asString();
        assertThat(publish(course)).containsExactly("VIDEO_NOT_READY");

        uploadInPieces(upload.path("id").asString(), file);
        assertThat(Files.readAllBytes(HOME.resolve("objects/uploads/u/" + video + "/source")))
                .isEqualTo(file);

        JsonNode job = jobOf(video);
        String jobId = job.at("/data/jobId").asString();
        work(video, jobId);
        assertThat(publish(course)).isEmpty();

        watch(course, lesson, video);
        everyMessageIsAsPromised(course);
    }

    private void uploadInPieces(String id, byte[] file) {
        Random cuts = new Random(3);
        int offset = 0;
        while (offset < file.length) {
            HttpResponse<byte[]> head = tus("HEAD", id, TEACHER, Map.of());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(header(head, "Upload-Offset")).isEqualTo(String.valueOf(offset));
            assertThat(header(head, "Upload-Length")).isEqualTo(String.valueOf(file.length));
            int end = Math.min(file.length, offset + 1 + cuts.nextInt(1 << 20));
            HttpResponse<byte[]> answer = patch(id, TEACHER, offset, Arrays.copyOfRange(file, offset, end));
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(header(answer, "Upload-Offset")).isEqualTo(String.valueOf(end));
            offset = end;
        }
    }

    /** Jobs that other tests made lie in the queue too. */
    private JsonNode jobOf(String video) {
        while (true) {
            Message message = rabbit.receive("media.transcode.interactive", 20_000);
            assertThat(message).as("a job for the transcoder").isNotNull();
            JsonNode job = json.readTree(message.getBody());
            if (job.at("/data/videoId").asString().equals(video)) {
                assertThat(job.path("class").asString()).isEqualTo("interactive");
                return job;
            }
        }
    }

    private void work(String video, String jobId) throws IOException {
        JsonNode first = claim(jobId, false);
        assertThat(first.path("granted").asBoolean()).isTrue();
        assertThat(claim(jobId, false).path("reason").asString()).isEqualTo("LEASED");
        long fence = claim(jobId, true).path("fence").asLong();
        assertThat(fence).isEqualTo(first.path("fence").asLong() + 1);

        Path made = Files.createDirectories(HOME.resolve("objects/media/" + video + "/" + fence));
        Files.write(made.resolve("poster.jpg"), new byte[] {1, 2, 3});
        tell(
                "media.step",
                video,
                jobId,
                fence,
                data -> data.put("status", "RUNNING").put("percent", 50).put("jobPercent", 42.5));
        eventually("the percent", () -> processing(video).path("percent").asDouble() == 42.5);
        assertThat(processing(video).at("/steps/0/percent").asDouble()).isEqualTo(50);

        tell("video.playable", video, jobId, fence, data -> data.put("durationMs", DURATION_MS));
        eventually("the first picture", () -> status(video).equals("PLAYABLE"));
        // Whoever lost the lease is not believed.
        tell("video.failed", video, jobId, fence - 1, data -> {});
        tell("video.ready", video, jobId, fence, data -> data.put("durationMs", DURATION_MS));
        eventually("the video", () -> status(video).equals("READY"));
        assertThat(processing(video).path("percent").asDouble()).isEqualTo(100);
        assertThat(settled(video)).as("told to whoever keeps it, once").containsExactly("VIDEO READY");
        assertThat(Files.readAllBytes(HOME.resolve("objects/media/" + video + "-poster/" + fence + "/poster.jpg")))
                .hasSize(3);
    }

    private JsonNode claim(String jobId, boolean isRedelivered) {
        ObjectNode question = promises.example("media.claim");
        question.put("jobId", jobId).put("redelivered", isRedelivered);
        Message reply = rabbit.sendAndReceive(
                "",
                "courses.media-claims",
                MessageBuilder.withBody(json.writeValueAsBytes(question)).build());
        assertThat(reply).as("an answer to the claim").isNotNull();
        String text = new String(reply.getBody(), StandardCharsets.UTF_8);
        assertThat(promises.broken("media.claim-reply", text)).isEmpty();
        return json.readTree(text);
    }

    /** The promised example, about this job. */
    private void tell(String type, String video, String jobId, long fence, Consumer<ObjectNode> more) {
        ObjectNode event = promises.example(type);
        event.put("id", "evt_" + key());
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("jobId", jobId).put("fence", fence);
        if (data.has("videoId")) {
            data.put("videoId", video);
        }
        more.accept(data);
        rabbit.send(
                "aula.events",
                type,
                MessageBuilder.withBody(json.writeValueAsBytes(event)).build());
    }

    private JsonNode processing(String video) {
        return as(
                        TEACHER,
                        "query($id: ID!) { video(id: $id) { processing { percent attempt steps { step status percent }"
                                + " failure { code } } } }",
                        Map.of("id", video))
                .at("/video/processing");
    }

    private String status(String video) {
        return as(TEACHER, "query($id: ID!) { video(id: $id) { status } }", Map.of("id", video))
                .at("/video/status")
                .asString();
    }

    private void watch(String course, String lesson, String video) {
        assertThat(play(LEARNER, lesson).path("reason").asString()).isEqualTo("NOT_ENTITLED");
        enroll(LEARNER, course);
        JsonNode grant = play(LEARNER, lesson);
        assertThat(grant.path("hlsUrl").asString()).matches("/media/p/[^/]+/" + video + "/2/master\\.m3u8");
        assertThat(grant.path("startAtMs").asInt()).isZero();

        String session = grant.path("sessionId").asString();
        JsonNode taken = watch(LEARNER, session, 0, 0, 1_000);
        assertThat(taken.path("userErrors").isEmpty()).as("%s", taken).isTrue();
        assertThat(taken.at("/progress/coverage").asDouble()).isEqualTo(1 / 13.0, within());
        assertThat(watch(LEARNER, session, 0, 1_000, 2_000)
                        .at("/progress/watchedMs")
                        .asInt())
                .as("a batch that was seen before")
                .isEqualTo(1_000);
        JsonNode tooMuch = watch(LEARNER, session, 1, 1_000, 3_600_000);
        assertThat(tooMuch.at("/userErrors/0/__typename").asString()).isEqualTo("ImplausibleWatchError");
        assertThat(tooMuch.at("/progress/watchedMs").asInt()).isEqualTo(1_000);
        watch(LEARNER, session, 2, 500, 2_000);

        assertThat(play(LEARNER, lesson).path("startAtMs").asInt()).isEqualTo(2_000);
        JsonNode me = me();
        assertThat(me.at("/continueLearning/0/lesson/id").asString()).isEqualTo(lesson);
        assertThat(me.at("/continueLearning/0/positionMs").asInt()).isEqualTo(2_000);
        assertThat(me.at("/enrollments/nodes/0/progress").asDouble()).isEqualTo(2 / 13.0, within());
        assertThat(me.at("/enrollments/nodes/0/resume/positionMs").asInt()).isEqualTo(2_000);

        // Beyond the end there is nothing to watch.
        JsonNode last = watch(LEARNER, session, 3, 2_000, 14_000);
        assertThat(last.at("/progress/watchedMs").asInt()).isEqualTo(DURATION_MS);
        assertThat(last.path("courseCompleted").asBoolean()).isTrue();
        assertThat(me().path("continueLearning").isEmpty()).isTrue();
        assertThat(topics(lesson))
                .containsExactly("lesson.changed", "lesson.changed", "lesson.published", "lesson.completed");
        assertThat(topics(me().at("/enrollments/nodes/0/id").asString()))
                .startsWith("enrollment.created", "enrollment.changed", "enrollment.progressed");
    }

    /** All that the service said in the tests before is what {@code schema/messages} promises. */
    private void everyMessageIsAsPromised(String course) {
        int revision = as(TEACHER, "query($id: ID!) { course(id: $id) { revision } }", Map.of("id", course))
                .at("/course/revision")
                .asInt();
        as(TEACHER, """
            mutation($id: ID!, $now: Int!, $next: Int!) {
              updateCourse(input: {id: $id, expectedRevision: $now, level: BEGINNER}) { userErrors { code } }
              archiveCourse(id: $id, expectedRevision: $next) { userErrors { code } } }
            """, Map.of("id", course, "now", revision, "next", revision + 1));
        List<String> told = sql.queryForList("select payload::text from courses.outbox", String.class);
        Set<String> types = new HashSet<>();
        for (String message : told) {
            String type = json.readTree(message).path("type").asString();
            types.add(type);
            assertThat(promises.broken(type, message)).as(message).isEmpty();
        }
        assertThat(types)
                .contains(
                        "video.uploaded",
                        "video.settled",
                        "image.uploaded",
                        "video.audio_ready",
                        "course.published",
                        "course.updated",
                        "course.archived",
                        "lesson.published",
                        "lesson.changed",
                        "lesson.completed",
                        "enrollment.created",
                        "enrollment.changed",
                        "enrollment.progressed");
    }

    private JsonNode me() {
        return as(LEARNER, """
            query($me: [_Any!]!) { _entities(representations: $me) { ... on User {
              continueLearning { lesson { id title } positionMs }
              enrollments(first: 1) { nodes { id progress resume { positionMs } lessons(first: 5) { nodes { coverage } } } } } } }
            """, Map.of("me", List.of(Map.of("__typename", "User", "id", LEARNER))))
                .at("/_entities/0");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.001);
    }
}
