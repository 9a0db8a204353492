package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** In a sequential course a lesson opens when those before it are done. */
class SequentialCourseTest extends CoursesTestServer {
    private static final String LEARNER_IN_ORDER = "usr_01TESTLEARNERINORDER000001";

    @Test
    void aLessonStaysLockedUntilTheOneBeforeItIsWatched() {
        String course = createCourse("Paso a paso");
        String module = createModule(course, "Uno");
        String first = createLesson(module, "Primero", "VIDEO");
        String second = createLesson(module, "Segundo", "VIDEO");
        String reading = createArticle(createModule(course, "Dos"), "Tercero");
        Fixtures.readyVideo(sql, first, 10_000);
        Fixtures.readyVideo(sql, second, 10_000);
        setSequential(course, true);
        assertThat(publish(course)).isEmpty();
        assertThat(reason(LEARNER_IN_ORDER, second)).isEqualTo("NOT_ENTITLED");
        enroll(LEARNER_IN_ORDER, course);

        assertThat(reason(LEARNER_IN_ORDER, first)).isEqualTo("FREE");
        assertThat(reason(LEARNER_IN_ORDER, second)).isEqualTo("LOCKED_BY_ORDER");
        assertThat(reason(TEACHER, second)).isEqualTo("STAFF");
        JsonNode denied = play(second);
        assertThat(denied.path("reason").asString()).isEqualTo("LOCKED_BY_ORDER");
        assertThat(denied.path("message").asString()).contains("Finish the earlier lessons first");
        assertThat(html(reading)).isEmpty();

        watchWhole(play(first).path("sessionId").asString());
        assertThat(reason(LEARNER_IN_ORDER, second)).isEqualTo("FREE");
        assertThat(reason(LEARNER_IN_ORDER, reading)).isEqualTo("LOCKED_BY_ORDER");
        watchWhole(play(second).path("sessionId").asString());
        assertThat(html(reading)).contains("Hola");
    }

    @Test
    void withoutAnOrderNothingIsLocked() {
        String course = createCourse("Como quieras");
        String module = createModule(course, "Uno");
        Fixtures.readyVideo(sql, createLesson(module, "Primero", "VIDEO"), 10_000);
        String second = createArticle(module, "Segundo");
        assertThat(publish(course)).isEmpty();
        enroll(LEARNER_IN_ORDER, course);
        assertThat(reason(LEARNER_IN_ORDER, second)).isEqualTo("FREE");
    }

    private void setSequential(String course, boolean sequential) {
        as(
                TEACHER,
                "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code } } }",
                Map.of("i", Map.of("id", course, "expectedRevision", 1, "settings", Map.of("sequential", sequential))));
    }

    private String reason(String user, String lesson) {
        return as(user, "query($id: ID!) { lesson(id: $id) { viewerAccess { reason } } }", Map.of("id", lesson))
                .at("/lesson/viewerAccess/reason")
                .asString();
    }

    private String html(String lesson) {
        return as(
                        LEARNER_IN_ORDER,
                        "query($id: ID!) { lesson(id: $id) { content { ... on ArticleContent { html } } } }",
                        Map.of("id", lesson))
                .at("/lesson/content/html")
                .asString();
    }

    private JsonNode play(String lesson) {
        return as(
                        LEARNER_IN_ORDER,
                        "query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { playback { ... on PlaybackGrant { sessionId } ... on PlaybackDenied { reason message } } } } } } }",
                        Map.of("id", lesson))
                .at("/lesson/content/video/playback");
    }

    private void watchWhole(String session) {
        JsonNode taken = as(
                        LEARNER_IN_ORDER,
                        "mutation($i: RecordWatchInput!) { recordWatch(input: $i) { progress { completedAt } userErrors { code } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "sessionId",
                                        session,
                                        "seq",
                                        0,
                                        "positionMs",
                                        10_000,
                                        "intervals",
                                        List.of(Map.of(
                                                "startMs", 0,
                                                "endMs", 10_000,
                                                "endedAt", Instant.now().toString())))))
                .path("recordWatch");
        assertThat(taken.at("/progress/completedAt").isString()).as("%s", taken).isTrue();
    }
}
