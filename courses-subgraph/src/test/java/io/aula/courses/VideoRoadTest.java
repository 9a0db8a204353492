package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import tools.jackson.databind.JsonNode;

/** From the first byte of a file to a learner who goes on watching: the worker is played by the test. */
class VideoRoadTest extends CoursesTestServer {
    private static final int DURATION_MS = 60_000;

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

        JsonNode job = nextJob();
        assertThat(job.at("/data/videoId").asString()).isEqualTo(video);
        String jobId = job.at("/data/jobId").asString();
        work(video, jobId);
        assertThat(publish(course)).isEmpty();

        watch(course, lesson, video);
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

    private JsonNode nextJob() {
        Message message = rabbit.receive("media.transcode.interactive", 20_000);
        assertThat(message).as("a job for the transcoder").isNotNull();
        return json.readTree(message.getBody());
    }

    private void work(String video, String jobId) throws IOException {
        JsonNode first = claim(jobId, false);
        assertThat(first.path("granted").asBoolean()).isTrue();
        assertThat(claim(jobId, false).path("reason").asString()).isEqualTo("LEASED");
        long fence = claim(jobId, true).path("fence").asLong();
        assertThat(fence).isEqualTo(first.path("fence").asLong() + 1);

        Path made = Files.createDirectories(HOME.resolve("objects/media/" + video + "/" + fence));
        Files.write(made.resolve("poster.jpg"), new byte[] {1, 2, 3});
        tell("media.step", jobId, step(jobId, fence, "PROBE", "DONE", 100));
        tell("media.step", jobId, step(jobId, fence, "TRANSCODE", "RUNNING", 50));
        eventually("the percent", () -> processing(video).path("percent").asDouble() >= 50);
        assertThat(processing(video).path("percent").asDouble()).isLessThan(100);

        // Whoever lost the lease is not believed.
        tell("video.failed", video, Map.of("videoId", video, "jobId", jobId, "fence", fence - 1, "code", "INTERNAL"));
        tell("video.ready", video, result(video, jobId, fence));
        eventually("the video", () -> status(video).equals("READY"));
        assertThat(processing(video).path("percent").asDouble()).isEqualTo(100);
    }

    private JsonNode claim(String jobId, boolean isRedelivered) {
        Message reply = rabbit.sendAndReceive(
                "",
                "courses.media-claims",
                MessageBuilder.withBody(json.writeValueAsBytes(
                                Map.of("jobId", jobId, "workerId", "worker-0", "redelivered", isRedelivered)))
                        .build());
        assertThat(reply).as("an answer to the claim").isNotNull();
        return json.readTree(reply.getBody());
    }

    private static Map<String, ?> step(String jobId, long fence, String step, String status, int percent) {
        Map<String, Object> data = new HashMap<>();
        data.put("jobId", jobId);
        data.put("fence", fence);
        data.put("step", step);
        data.put("detail", null);
        data.put("status", status);
        data.put("percent", percent);
        return data;
    }

    private static Map<String, ?> result(String video, String jobId, long fence) {
        return Map.of(
                "videoId",
                video,
                "jobId",
                jobId,
                "fence",
                fence,
                "durationMs",
                DURATION_MS,
                "width",
                1280,
                "height",
                720,
                "prefix",
                video + "/" + fence + "/",
                "poster",
                Map.of("jpeg", "poster.jpg", "width", 1280, "height", 720),
                "sprite",
                Map.of(
                        "path",
                        "sprite.jpg",
                        "vtt",
                        "sprite.vtt",
                        "columns",
                        5,
                        "rows",
                        5,
                        "tileWidth",
                        160,
                        "tileHeight",
                        90,
                        "intervalMs",
                        5000),
                "renditions",
                List.of(Map.of(
                        "height", 720, "width", 1280, "codec", "avc1.4d401f", "bitrateKbps", 2500, "bytes", 19065432)));
    }

    private void tell(String type, String subject, Map<String, ?> data) {
        Map<String, ?> event = Map.of(
                "specversion",
                "1.0",
                "id",
                "evt_" + key(),
                "source",
                "transcoder",
                "type",
                type,
                "subject",
                subject,
                "time",
                Instant.now().toString(),
                "version",
                1,
                "data",
                data);
        rabbit.send(
                "aula.events",
                type,
                MessageBuilder.withBody(json.writeValueAsString(event).getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    private JsonNode processing(String video) {
        return as(
                        TEACHER,
                        "query($id: ID!) { video(id: $id) { processing { percent attempt steps { step status } failure { code } } } }",
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

        JsonNode taken = record(grant.path("sessionId").asString(), 0, 0, 6_000);
        assertThat(taken.path("userErrors").isEmpty()).as("%s", taken).isTrue();
        assertThat(taken.at("/progress/coverage").asDouble()).isEqualTo(0.1);
        JsonNode tooMuch = record(grant.path("sessionId").asString(), 1, 6_000, 60_000);
        assertThat(tooMuch.at("/userErrors/0/__typename").asString()).isEqualTo("ImplausibleWatchError");
        assertThat(tooMuch.at("/progress/watchedMs").asInt()).isEqualTo(6_000);

        assertThat(play(LEARNER, lesson).path("startAtMs").asInt()).isEqualTo(60_000);
        JsonNode me = as(LEARNER, """
                        query($me: [_Any!]!) { _entities(representations: $me) { ... on User {
                          continueLearning { lesson { id title } positionMs }
                          enrollments(first: 5) { nodes { progress resume { positionMs } course { id viewerEnrollment { id } } } } } } }
                        """, Map.of("me", List.of(Map.of("__typename", "User", "id", LEARNER))))
                .at("/_entities/0");
        assertThat(me.at("/continueLearning/0/lesson/id").asString()).isEqualTo(lesson);
        assertThat(me.at("/enrollments/nodes/0/progress").asDouble()).isEqualTo(0.1, within());
        assertThat(topics(
                        me.at("/enrollments/nodes/0/course/viewerEnrollment/id").asString()))
                .contains("enrollment.created", "enrollment.progressed");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.001);
    }

    private JsonNode play(String user, String lesson) {
        return as(user, """
                        query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { poster { url width } renditions { height } playback {
                          ... on PlaybackGrant { sessionId hlsUrl dashUrl expiresAt renewAfter startAtMs thumbnailsUrl }
                          ... on PlaybackDenied { reason message } } } } } } }
                        """, Map.of("id", lesson)).at("/lesson/content/video/playback");
    }

    private JsonNode record(String session, int seq, int from, int to) {
        Map<String, ?> played = Map.of(
                "startMs",
                from,
                "endMs",
                to,
                "rate",
                1.0,
                "endedAt",
                Instant.now().toString());
        return as(
                        LEARNER,
                        """
                        mutation($i: RecordWatchInput!) { recordWatch(input: $i) { acceptedSeq nextHeartbeatMs courseCompleted
                          progress { coverage watchedMs positionMs watched { startMs endMs } lesson { id } }
                          userErrors { __typename code message } } }
                        """,
                        Map.of(
                                "i",
                                Map.of(
                                        "sessionId",
                                        session,
                                        "seq",
                                        seq,
                                        "intervals",
                                        List.of(played),
                                        "positionMs",
                                        to)))
                .path("recordWatch");
    }
}
