package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

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
        updateSettings(course, Map.of("sequential", true));
        assertThat(publish(course)).isEmpty();
        assertThat(reason(LEARNER_IN_ORDER, second)).isEqualTo("NOT_ENTITLED");
        enroll(LEARNER_IN_ORDER, course);

        assertThat(reason(LEARNER_IN_ORDER, first)).isEqualTo("FREE");
        assertThat(reason(LEARNER_IN_ORDER, second)).isEqualTo("LOCKED_BY_ORDER");
        assertThat(reason(TEACHER, second)).isEqualTo("STAFF");
        JsonNode denied = play(LEARNER_IN_ORDER, second);
        assertThat(denied.path("reason").asString()).isEqualTo("LOCKED_BY_ORDER");
        assertThat(denied.path("message").asString()).contains("Finish the earlier lessons first");
        assertThat(html(reading)).isEmpty();

        watchWhole(first);
        assertThat(reason(LEARNER_IN_ORDER, second)).isEqualTo("FREE");
        assertThat(reason(LEARNER_IN_ORDER, reading)).isEqualTo("LOCKED_BY_ORDER");
        watchWhole(second);
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

    @Test
    void anUnreadArticleHoldsUpTheNextLesson() {
        String course = createCourse("Leer primero");
        String module = createModule(course, "Uno");
        String article = createArticle(module, "Primero");
        String video = videoLesson(module, "Segundo", 10_000);
        begin(course);
        assertThat(reason(LEARNER_IN_ORDER, video)).isEqualTo("LOCKED_BY_ORDER");
        readWhole(article);
        assertThat(reason(LEARNER_IN_ORDER, video)).isEqualTo("FREE");
    }

    @Test
    void aLessonThatIsNotTickedHoldsUpTheNextWhereTheRuleIsByHand() {
        String course = createCourse("A mano y en orden");
        String module = createModule(course, "Uno");
        String first = videoLesson(module, "Primero", 10_000);
        String second = createArticle(module, "Segundo");
        String third = createArticle(module, "Tercero");
        sql.update("update courses.course set completion_rule = 'MANUAL' where id = ?", course);
        begin(course);
        assertThat(tick(second)).as("out of turn").containsExactly("LOCKED_BY_ORDER");
        assertThat(tick(first)).isEmpty();
        readWhole(second);
        assertThat(reason(LEARNER_IN_ORDER, third)).as("read and not ticked").isEqualTo("LOCKED_BY_ORDER");
        assertThat(tick(second)).isEmpty();
        assertThat(reason(LEARNER_IN_ORDER, third)).isEqualTo("FREE");
    }

    @Test
    void whatWasDoneBeforeStaysOpenAndGoesOnOpeningWhatFollowsIt() {
        String course = createCourse("De antes");
        String module = createModule(course, "Uno");
        String unread = createArticle(module, "Primero");
        String skipped = createArticle(module, "Segundo");
        String done = createArticle(module, "Tercero");
        String next = createArticle(module, "Cuarto");
        begin(course);
        alreadyDone(course, done);
        assertThat(reason(LEARNER_IN_ORDER, unread)).isEqualTo("FREE");
        assertThat(reason(LEARNER_IN_ORDER, skipped)).isEqualTo("LOCKED_BY_ORDER");
        assertThat(reason(LEARNER_IN_ORDER, done)).isEqualTo("FREE");
        assertThat(reason(LEARNER_IN_ORDER, next)).isEqualTo("FREE");
    }

    @Test
    void aPreviewDoneOutOfTurnOpensNothingBehindIt() {
        String course = createCourse("Con muestra");
        String module = createModule(course, "Uno");
        String first = createArticle(module, "Primero");
        String preview = createArticle(module, "Muestra");
        String last = createArticle(module, "Último");
        sql.update("update courses.lesson set is_free_preview = true where id = ?", preview);
        begin(course);
        readWhole(preview);
        assertThat(reason(LEARNER_IN_ORDER, last)).isEqualTo("LOCKED_BY_ORDER");
        readWhole(first);
        assertThat(reason(LEARNER_IN_ORDER, last)).isEqualTo("FREE");
    }

    @Test
    void whatCannotBeDoneHoldsUpNothing() {
        String course = createCourse("Con huecos");
        String module = createModule(course, "Uno");
        String broken = videoLesson(module, "Roto", 10_000);
        String last = createArticle(module, "Último");
        begin(course);
        assertThat(reason(LEARNER_IN_ORDER, last)).isEqualTo("LOCKED_BY_ORDER");
        sql.update(
                "update courses.video set status = 'FAILED' where id = (select video_id from courses.lesson where id = ?)",
                broken);
        assertThat(reason(LEARNER_IN_ORDER, last)).isEqualTo("FREE");
    }

    @Test
    void whatIsNotReleasedYetHoldsUpNothing() {
        String course = createCourse("Con fecha");
        String module = createModule(course, "Uno");
        String first = createArticle(module, "Primero");
        String later = createArticle(module, "Más adelante");
        String last = createArticle(module, "Último");
        sql.update("update courses.lesson set release_at = '2999-01-01' where id = ?", later);
        begin(course);
        assertThat(reason(LEARNER_IN_ORDER, last))
                .as("before the first is read")
                .isEqualTo("LOCKED_BY_ORDER");
        readWhole(first);
        assertThat(reason(LEARNER_IN_ORDER, later)).isEqualTo("NOT_RELEASED");
        assertThat(reason(LEARNER_IN_ORDER, last)).isEqualTo("FREE");
    }

    private void begin(String course) {
        updateSettings(course, Map.of("sequential", true));
        begin(LEARNER_IN_ORDER, course);
    }

    private void readWhole(String article) {
        assertThat(codes(read(LEARNER_IN_ORDER, article))).isEmpty();
    }

    private List<String> tick(String lesson) {
        return codes(mark(LEARNER_IN_ORDER, lesson, true));
    }

    private void alreadyDone(String course, String lesson) {
        sql.update(
                "insert into courses.lesson_progress (user_id, lesson_id, course_id, duration_ms, completed_at) values (?, ?, ?, 0, now())",
                LEARNER_IN_ORDER,
                lesson,
                course);
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

    private void watchWhole(String lesson) {
        JsonNode taken = watch(LEARNER_IN_ORDER, session(LEARNER_IN_ORDER, lesson), 0, 0, 10_000);
        assertThat(taken.at("/progress/completedAt").isString()).as("%s", taken).isTrue();
    }
}
