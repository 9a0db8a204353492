package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How far a learner is: what was watched and read, over what can be. */
class ProgressTest extends CoursesTestServer {
    private static final String READER = "usr_01TESTLEARNERPROGRESS00001";
    private static final Offset<Double> NEARLY = Offset.offset(0.001);

    @Test
    void twoSecondsOfAThirtySecondCourseAreAFifteenthOfIt() {
        String course = createCourse("Treinta segundos");
        String module = createModule(course, "Uno");
        String first = video(module, "Primero", 15_000);
        video(module, "Segundo", 15_000);
        begin(course);
        watch(READER, session(first), 0, 0, 2_000);
        assertThat(enrollment(course).path("progress").asDouble()).isEqualTo(2 / 30.0, NEARLY);
    }

    @Test
    void anArticleCountsByItsReadingTimeOnceItIsReadToItsEnd() {
        String course = createCourse("Ver y leer");
        String module = createModule(course, "Uno");
        String watched = video(module, "Ver", 30_000);
        String article = article(module, "Leer", 100); // 100 words are 30 s
        begin(course);
        JsonNode read = read(article);
        assertThat(read.path("userErrors").isEmpty()).as("%s", read).isTrue();
        assertThat(read.at("/progress/readAt").isString()).isTrue();
        assertThat(read.at("/progress/completedAt").asString())
                .isEqualTo(read.at("/progress/readAt").asString());
        assertThat(enrollment(course).path("progress").asDouble()).isEqualTo(0.5, NEARLY);
        assertThat(enrollment(course).path("completedLessons").asInt()).isEqualTo(1);

        assertThat(read(article).at("/progress/readAt").asString())
                .as("read again")
                .isEqualTo(read.at("/progress/readAt").asString());
        assertThat(topics(article).stream().filter("lesson.completed"::equals)).hasSize(1);
        assertThat(texts(read(watched).path("userErrors"), "code")).containsExactly("NOT_AN_ARTICLE");
    }

    @Test
    void theReadingTimeThatIsShownIsTheOneThatCountsTheLongestLanguages() {
        String course = createCourse("En dos lenguas");
        String article = article(createModule(course, "Uno"), "Leer", 10);
        as(
                TEACHER,
                "mutation($i: UpdateLessonInput!) { updateLesson(input: $i) { userErrors { code } } }",
                Map.of(
                        "i",
                        Map.of(
                                "id",
                                article,
                                "articleHtml",
                                List.of(Map.of("locale", "en", "text", "<p>" + "word ".repeat(30) + "</p>")))));
        assertThat(as(
                                TEACHER,
                                "query($id: ID!) { lesson(id: $id) { content { ... on ArticleContent { readingMs } } } }",
                                Map.of("id", article))
                        .at("/lesson/content/readingMs")
                        .asInt())
                .isEqualTo(9_000);
    }

    @Test
    void aCourseOfArticlesCanBeFinished() {
        String course = createCourse("Solo textos");
        String module = createModule(course, "Uno");
        String first = article(module, "Uno", 10);
        String second = article(module, "Dos", 30);
        begin(course);
        read(first);
        assertThat(enrollment(course).path("progress").asDouble()).isEqualTo(0.25, NEARLY);
        read(second);
        JsonNode done = enrollment(course);
        assertThat(done.path("progress").asDouble()).isEqualTo(1, NEARLY);
        assertThat(done.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(topics(done.path("id").asString())).contains("enrollment.progressed", "enrollment.changed");
    }

    @Test
    void aLessonThatCannotBeReadIsNotReadByAStranger() {
        String course = createCourse("Cerrado");
        String article = article(createModule(course, "Uno"), "Leer", 10);
        assertThat(publish(course)).isEmpty();
        assertThat(texts(read(article).path("userErrors"), "code")).containsExactly("NOT_ENTITLED");
        assertThat(texts(read("les_01NOSUCHLESSON00000000000").path("userErrors"), "code"))
                .containsExactly("NOT_FOUND");
    }

    @Test
    void aLessonWithoutAVideoThatCanBePlayedCountsForNothing() {
        String course = createCourse("Con huecos");
        String module = createModule(course, "Uno");
        String first = video(module, "Primero", 20_000);
        String broken = video(module, "Roto", 40_000);
        begin(course);
        sql.update(
                "update courses.video set status = 'FAILED' where id = (select video_id from courses.lesson where id = ?)",
                broken);
        createLesson(module, "Vacío", "VIDEO");
        watch(READER, session(first), 0, 0, 10_000);
        assertThat(enrollment(course).path("progress").asDouble()).isEqualTo(0.5, NEARLY);
        watch(READER, session(first), 1, 10_000, 19_000);
        assertThat(enrollment(course).path("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void aLessonTickedByHandCountsWholeWhereTheRuleIsByHand() {
        String course = createCourse("A mano");
        String module = createModule(course, "Uno");
        String first = video(module, "Primero", 30_000);
        String second = video(module, "Segundo", 10_000);
        assertThat(texts(mark(first, true).path("userErrors"), "code")).containsExactly("NOT_FOUND");
        sql.update("update courses.course set completion_rule = 'MANUAL' where id = ?", course);
        begin(course);
        JsonNode ticked = mark(first, true);
        assertThat(ticked.path("userErrors").isEmpty()).as("%s", ticked).isTrue();
        String at = ticked.at("/progress/completedAt").asString();
        assertThat(mark(first, true).at("/progress/completedAt").asString()).isEqualTo(at);
        assertThat(enrollment(course).path("progress").asDouble()).isEqualTo(0.75, NEARLY);
        assertThat(mark(first, false).at("/progress/completedAt").isNull()).isTrue();
        assertThat(enrollment(course).path("progress").asDouble()).isZero();
        mark(first, true);
        mark(second, true);
        assertThat(enrollment(course).path("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void nothingIsTickedByHandWhereWatchingCounts() {
        String course = createCourse("Viendo");
        String lesson = video(createModule(course, "Uno"), "Ver", 30_000);
        begin(course);
        assertThat(texts(mark(lesson, true).path("userErrors"), "code")).containsExactly("NOT_BY_HAND");
    }

    @Test
    void continueOpensTheLessonWatchedLastAndAfterItsEndTheNextThatIsNotDone() {
        String course = createCourse("Seguir");
        String module = createModule(course, "Uno");
        String first = video(module, "Primero", 14_000);
        String second = video(module, "Segundo", 60_000);
        String last = video(createModule(course, "Dos"), "Tercero", 60_000);
        begin(course);
        watch(READER, session(second), 0, 0, 5_000);
        assertThat(resume(course)).isEqualTo(second + " 5000");
        watch(READER, session(first), 0, 0, 3_000);
        assertThat(resume(course)).isEqualTo(first + " 3000");
        assertThat(watch(READER, session(first), 0, 3_000, 14_000)
                        .at("/progress/completedAt")
                        .isString())
                .isTrue();
        assertThat(resume(course)).as("the next, where it was left").isEqualTo(second + " 5000");
        watch(READER, session(last), 0, 0, 51_000 - 50_000);
        assertThat(resume(course)).isEqualTo(last + " 1000");
        assertThat(continued(course)).isEqualTo(last + " 1000");
    }

    @Test
    void aLessonThatIsADraftAgainIsNeitherGoneOnWithNorCounted() {
        String course = createCourse("Retirada");
        String module = createModule(course, "Uno");
        String first = video(module, "Primero", 14_000);
        String second = video(module, "Segundo", 60_000);
        begin(course);
        watch(READER, session(first), 0, 0, 14_000);
        watch(READER, session(second), 0, 0, 5_000);
        assertThat(continued(course)).isEqualTo(second + " 5000");

        sql.update("update courses.lesson set status = 'DRAFT' where id = ?", second);
        assertThat(resume(course)).isEqualTo(first + " 0");
        assertThat(continued(course)).as("nothing is left to do").isEmpty();

        sql.update("update courses.lesson set status = 'PUBLISHED' where id = ?", second);
        sql.update("update courses.lesson set status = 'DRAFT' where id = ?", first);
        JsonNode seen = as(
                READER,
                "query($id: ID!) { course(id: $id) { modules { lessons { id } viewerCompletedLessons } } }",
                Map.of("id", course));
        assertThat(texts(seen.at("/course/modules/0/lessons"), "id")).containsExactly(second);
        assertThat(seen.at("/course/modules/0/viewerCompletedLessons").asInt(-1))
                .isZero();
    }

    @Test
    void whoStoppedInTheLastTenSecondsBeginsAtTheBeginning() {
        String course = createCourse("Créditos");
        String lesson = video(createModule(course, "Uno"), "Ver", 60_000);
        begin(course);
        watch(READER, session(lesson), 0, 49_000, 49_999);
        assertThat(play(READER, lesson).path("startAtMs").asInt()).isEqualTo(49_999);
        watch(READER, session(lesson), 0, 49_999, 50_000);
        assertThat(play(READER, lesson).path("startAtMs").asInt()).isZero();
        assertThat(resume(course)).isEqualTo(lesson + " 0");
    }

    private String video(String module, String title, int durationMs) {
        String lesson = createLesson(module, title, "VIDEO");
        Fixtures.readyVideo(sql, lesson, durationMs);
        return lesson;
    }

    private String article(String module, String title, int words) {
        String lesson = createLesson(module, title, "ARTICLE");
        String text = "<p>" + "palabra ".repeat(words).strip() + "</p>";
        as(
                TEACHER,
                "mutation($i: UpdateLessonInput!) { updateLesson(input: $i) { userErrors { code } } }",
                Map.of("i", Map.of("id", lesson, "articleHtml", List.of(Map.of("locale", "es", "text", text)))));
        return lesson;
    }

    private void begin(String course) {
        assertThat(publish(course)).isEmpty();
        enroll(READER, course);
    }

    private String session(String lesson) {
        return play(READER, lesson).path("sessionId").asString();
    }

    private JsonNode read(String lesson) {
        return as(
                        READER,
                        "mutation($id: ID!) { recordRead(lessonId: $id) { progress { readAt completedAt coverage } userErrors { code message } } }",
                        Map.of("id", lesson))
                .path("recordRead");
    }

    private JsonNode mark(String lesson, boolean completed) {
        return as(
                        READER,
                        "mutation($i: MarkLessonInput!) { markLesson(input: $i) { progress { completedAt } userErrors { code message } } }",
                        Map.of("i", Map.of("lessonId", lesson, "completed", completed)))
                .path("markLesson");
    }

    private JsonNode enrollment(String course) {
        return as(
                        READER,
                        "query($id: ID!) { course(id: $id) { viewerEnrollment { id status progress completedLessons resume { positionMs lesson { id } } } } }",
                        Map.of("id", course))
                .at("/course/viewerEnrollment");
    }

    private String resume(String course) {
        return point(enrollment(course).path("resume"));
    }

    private String continued(String course) {
        return as(
                        READER,
                        "query($me: [_Any!]!) { _entities(representations: $me) { ... on User { continueLearning(first: 50) { positionMs lesson { id course { id } } } } } }",
                        Map.of("me", List.of(Map.of("__typename", "User", "id", READER))))
                .at("/_entities/0/continueLearning")
                .valueStream()
                .filter(each -> each.at("/lesson/course/id").asString().equals(course))
                .map(ProgressTest::point)
                .findFirst()
                .orElse("");
    }

    private static String point(JsonNode point) {
        return point.at("/lesson/id").asString() + " "
                + point.path("positionMs").asInt();
    }
}
