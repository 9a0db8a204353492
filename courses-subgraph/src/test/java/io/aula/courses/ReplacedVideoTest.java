package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.MessageBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A new video takes the old one's place when it can be played, and never before. */
class ReplacedVideoTest extends CoursesTestServer {
    private static final String PUPIL = "usr_01TESTLEARNERREPLACED00001";

    private final Promises promises = new Promises();
    private String course = "";
    private String lesson = "";
    private String next = "";
    private String old = "";

    @BeforeEach
    void aLessonThatIsWatched() {
        course = createCourse("Cambio de vídeo");
        String module = createModule(course, "Uno");
        lesson = createLesson(module, "Ver", "VIDEO");
        next = createLesson(module, "Después", "VIDEO");
        old = Fixtures.readyVideo(sql, lesson, 13_000);
        Fixtures.readyVideo(sql, next, 13_000);
        sql.update("update courses.course set sequential = true where id = ?", course);
        assertThat(publish(course)).isEmpty();
        enroll(PUPIL, course);
    }

    @Test
    void theOldVideoStaysUntilTheNewOneCanBePlayed() {
        watch(PUPIL, session(), 0, 0, 2_000);
        String replacement = upload();
        assertThat(shown(TEACHER).at("/video/id").asString()).isEqualTo(old);
        assertThat(shown(TEACHER).at("/replacement/id").asString()).isEqualTo(replacement);
        assertThat(shown(PUPIL).path("replacement").isNull())
                .as("a learner's view")
                .isTrue();
        assertThat(play(PUPIL, lesson).path("startAtMs").asInt()).isEqualTo(2_000);

        tell("video.playable", replacement, data -> data.put("durationMs", 40_000));
        eventually(
                "the new video", () -> shown(TEACHER).at("/video/id").asString().equals(replacement));
        assertThat(shown(TEACHER).path("replacement").isNull()).isTrue();
        assertThat(shown(PUPIL).path("durationMs").asInt()).isEqualTo(40_000);
    }

    @Test
    void theReplacedVideoIsGrantedNoMore() {
        String session = session();
        String replacement = upload();
        assertThat(renewed(session).path("sessionId").asString()).isEqualTo(session);
        tell("video.playable", replacement, data -> data.put("durationMs", 40_000));
        eventually(
                "the new video", () -> shown(TEACHER).at("/video/id").asString().equals(replacement));
        assertThat(renewed(session).path("reason").asString()).isEqualTo("NOT_PUBLISHED");
        assertThat(renewed(session).path("message").asString()).contains("Open it again");
        assertThat(renewed(session()).path("sessionId").isString())
                .as("a playback of the new one")
                .isTrue();
    }

    @Test
    void aBadVideoLeavesTheOldOneInPlace() {
        String replacement = upload();
        tell("video.failed", replacement, data -> {});
        eventually(
                "the failure",
                () -> shown(TEACHER).at("/replacement/status").asString().equals("FAILED"));
        assertThat(shown(PUPIL).at("/video/id").asString()).isEqualTo(old);
        assertThat(play(PUPIL, lesson).path("sessionId").isString()).isTrue();
    }

    @Test
    void whatWasFoundInABadFileIsToldInTheReadersLanguage() {
        String bad = upload();
        tell("video.failed", bad, data -> {});
        eventually("the failure", () -> failure(bad, "es").isString());
        assertThat(failure(bad, "es").asString())
                .isEqualTo("El sonido dice que dura 8 s y termina a los 3 s. Vuelve a exportar el archivo.");
        assertThat(failure(bad, "en").asString())
                .isEqualTo("The sound says 8 s and ends at 3 s. Export the file again.");

        String other = upload();
        tell("video.failed", other, data -> {
            data.remove("texts");
            data.put("code", "TIMEOUT").put("retryable", true);
        });
        eventually("the other failure", () -> failure(other, "en").isString());
        assertThat(failure(other, "en").asString()).isEqualTo("It took too long. Try again.");
    }

    private JsonNode failure(String video, String language) {
        return ask(
                        TEACHER,
                        "query($id: ID!) { video(id: $id) { processing { failure { message } } } }",
                        Map.of("id", video),
                        "accept-language",
                        language)
                .at("/data/video/processing/failure/message");
    }

    @Test
    void anUploadThatIsCancelledIsNoReplacementAnyMore() {
        JsonNode upload = createUpload(TEACHER, Map.of("lessonId", lesson)).path("upload");
        assertThat(tus("DELETE", upload.path("id").asString(), TEACHER, Map.of())
                        .statusCode())
                .isEqualTo(204);
        assertThat(shown(TEACHER).path("replacement").isNull()).isTrue();
        assertThat(shown(TEACHER).at("/video/id").asString()).isEqualTo(old);
    }

    @Test
    void aLessonThatWasDoneStaysDoneAndKeepsTheNextOneOpenWhileAnUnfinishedOneBeginsAgain() {
        String session = session();
        watch(PUPIL, session, 0, 0, 12_000);
        String completedAt = progress().path("completedAt").asString();
        assertThat(completedAt).isNotEmpty();
        String late = session();
        replace();

        assertThat(progress().path("completedAt").asString()).isEqualTo(completedAt);
        assertThat(progress().path("watched").isEmpty()).as("the painted bar").isTrue();
        assertThat(play(PUPIL, next).path("sessionId").isString()).isTrue();
        assertThat(play(PUPIL, lesson).path("startAtMs").asInt()).isZero();
        assertThat(watch(PUPIL, late, 0, 12_000, 13_000)
                        .at("/progress/watchedMs")
                        .asInt())
                .as("a player that still shows the old video")
                .isZero();

        watch(PUPIL, session(), 0, 5_000, 6_000);
        assertThat(progress().path("completedAt").asString()).isEqualTo(completedAt);
        assertThat(progress().at("/watched/0/startMs").asInt()).isEqualTo(5_000);
        assertThat(courseProgress())
                .as("done on the old video, so it counts whole")
                .isGreaterThan(0.7);
    }

    @Test
    void anUnfinishedLessonIsMeasuredAgainstTheNewVideo() {
        watch(PUPIL, session(), 0, 0, 5_000);
        replace();
        assertThat(progress().path("watchedMs").asInt()).isZero();
        assertThat(progress().path("positionMs").asInt()).isZero();
        assertThat(play(PUPIL, lesson).path("startAtMs").asInt()).isZero();
        watch(PUPIL, session(), 0, 0, 10_000);
        assertThat(progress().path("coverage").asDouble()).isEqualTo(0.25);
        assertThat(progress().path("completedAt").isNull()).isTrue();
    }

    private void replace() {
        String replacement = upload();
        tell("video.playable", replacement, data -> data.put("durationMs", 40_000));
        eventually(
                "the new video", () -> shown(TEACHER).at("/video/id").asString().equals(replacement));
    }

    private String upload() {
        JsonNode upload = createUpload(TEACHER, Map.of("lessonId", lesson)).path("upload");
        assertThat(patch(upload.path("id").asString(), TEACHER, 0, new byte[1000])
                        .statusCode())
                .isEqualTo(204);
        String video = upload.at("/video/id").asString();
        // Many uploads on one day are no longer urgent, and other tests wait for an urgent one.
        sql.update("update courses.video set uploaded_at = now() - interval '2 days' where id = ?", video);
        sql.update(
                "update courses.media_job set state = 'RUNNING', fence = 1, lease_until = now() + interval '1 hour'"
                        + " where video_id = ?",
                video);
        return video;
    }

    private void tell(String type, String video, Consumer<ObjectNode> more) {
        ObjectNode event = promises.example(type);
        event.put("id", "evt_" + key());
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("videoId", video)
                .put("fence", 1)
                .put(
                        "jobId",
                        sql.queryForObject(
                                "select id from courses.media_job where kind = 'TRANSCODE' and video_id = ?",
                                String.class,
                                video));
        more.accept(data);
        rabbit.send(
                "aula.events",
                type,
                MessageBuilder.withBody(json.writeValueAsBytes(event)).build());
    }

    private JsonNode renewed(String session) {
        return as(
                        PUPIL,
                        "mutation($s: ID!) { renewPlayback(sessionId: $s) { ... on PlaybackGrant { sessionId } ... on PlaybackDenied { reason message } } }",
                        Map.of("s", session))
                .path("renewPlayback");
    }

    private String session() {
        return play(PUPIL, lesson).path("sessionId").asString();
    }

    private JsonNode shown(String user) {
        JsonNode found = as(
                        user,
                        "query($id: ID!) { lesson(id: $id) { durationMs content { ... on VideoContent { video { id"
                                + " status } replacement { id status } } } } }",
                        Map.of("id", lesson))
                .path("lesson");
        ObjectNode content = (ObjectNode) found.path("content");
        return content.put("durationMs", found.path("durationMs").asInt());
    }

    private JsonNode progress() {
        return as(
                        PUPIL,
                        "query($id: ID!) { lesson(id: $id) { viewerProgress { completedAt watchedMs positionMs"
                                + " coverage watched { startMs } } } }",
                        Map.of("id", lesson))
                .at("/lesson/viewerProgress");
    }

    private double courseProgress() {
        return as(PUPIL, "query($id: ID!) { course(id: $id) { viewerEnrollment { progress } } }", Map.of("id", course))
                .at("/course/viewerEnrollment/progress")
                .asDouble();
    }
}
