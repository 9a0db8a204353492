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
        String first = videoLesson(module, "Primero", 15_000);
        videoLesson(module, "Segundo", 15_000);
        begin(READER, course);
        watch(READER, session(READER, first), 0, 0, 2_000);
        assertThat(enrollment(READER, course).path("progress").asDouble()).isEqualTo(2 / 30.0, NEARLY);
    }

    @Test
    void anArticleCountsByItsReadingTimeOnceItIsReadToItsEnd() {
        String course = createCourse("Ver y leer");
        String module = createModule(course, "Uno");
        String watched = videoLesson(module, "Ver", 30_000);
        String article = articleLesson(module, "Leer", 100); // 100 words are 30 s
        begin(READER, course);
        JsonNode read = read(READER, article);
        assertThat(read.path("userErrors").isEmpty()).as("%s", read).isTrue();
        assertThat(read.at("/progress/readAt").isString()).isTrue();
        assertThat(read.at("/progress/completedAt").asString())
                .isEqualTo(read.at("/progress/readAt").asString());
        assertThat(enrollment(READER, course).path("progress").asDouble()).isEqualTo(0.5, NEARLY);
        assertThat(enrollment(READER, course).path("completedLessons").asInt()).isEqualTo(1);

        assertThat(read(READER, article).at("/progress/readAt").asString())
                .as("read again")
                .isEqualTo(read.at("/progress/readAt").asString());
        assertThat(topics(article).stream().filter("lesson.completed"::equals)).hasSize(1);
        assertThat(codes(read(READER, watched))).containsExactly("NOT_AN_ARTICLE");
    }

    @Test
    void theReadingTimeThatIsShownIsTheOneThatCountsTheLongestLanguages() {
        String course = createCourse("En dos lenguas");
        String article = articleLesson(createModule(course, "Uno"), "Leer", 10);
        updateLesson(Map.of(
                "id",
                article,
                "articleHtml",
                List.of(Map.of("locale", "en", "text", "<p>" + "word ".repeat(30) + "</p>"))));
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
        String first = articleLesson(module, "Uno", 10);
        String second = articleLesson(module, "Dos", 30);
        begin(READER, course);
        read(READER, first);
        assertThat(enrollment(READER, course).path("progress").asDouble()).isEqualTo(0.25, NEARLY);
        read(READER, second);
        JsonNode done = enrollment(READER, course);
        assertThat(done.path("progress").asDouble()).isEqualTo(1, NEARLY);
        assertThat(done.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(topics(done.path("id").asString())).contains("enrollment.progressed", "enrollment.changed");
    }

    @Test
    void aLessonThatCannotBeReadIsNotReadByAStranger() {
        String course = createCourse("Cerrado");
        String article = articleLesson(createModule(course, "Uno"), "Leer", 10);
        assertThat(publish(course)).isEmpty();
        assertThat(codes(read(READER, article))).containsExactly("NOT_ENTITLED");
        assertThat(codes(read(READER, "les_01NOSUCHLESSON00000000000"))).containsExactly("NOT_FOUND");
    }

    @Test
    void aLessonWithoutAVideoThatCanBePlayedCountsForNothing() {
        String course = createCourse("Con huecos");
        String module = createModule(course, "Uno");
        String first = videoLesson(module, "Primero", 20_000);
        String broken = videoLesson(module, "Roto", 40_000);
        begin(READER, course);
        sql.update(
                "update courses.video set status = 'FAILED' where id = (select video_id from courses.lesson where id = ?)",
                broken);
        createLesson(module, "Vacío", "VIDEO");
        watch(READER, session(READER, first), 0, 0, 10_000);
        assertThat(enrollment(READER, course).path("progress").asDouble()).isEqualTo(0.5, NEARLY);
        watch(READER, session(READER, first), 1, 10_000, 19_000);
        assertThat(enrollment(READER, course).path("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void aLessonTickedByHandCountsWholeWhereTheRuleIsByHand() {
        String course = createCourse("A mano");
        String module = createModule(course, "Uno");
        String first = videoLesson(module, "Primero", 30_000);
        String second = videoLesson(module, "Segundo", 10_000);
        assertThat(codes(mark(READER, first, true))).containsExactly("NOT_FOUND");
        sql.update("update courses.course set completion_rule = 'MANUAL' where id = ?", course);
        begin(READER, course);
        JsonNode ticked = mark(READER, first, true);
        assertThat(ticked.path("userErrors").isEmpty()).as("%s", ticked).isTrue();
        String at = ticked.at("/progress/completedAt").asString();
        assertThat(mark(READER, first, true).at("/progress/completedAt").asString())
                .isEqualTo(at);
        assertThat(enrollment(READER, course).path("progress").asDouble()).isEqualTo(0.75, NEARLY);
        assertThat(mark(READER, first, false).at("/progress/completedAt").isNull())
                .isTrue();
        assertThat(enrollment(READER, course).path("progress").asDouble()).isZero();
        mark(READER, first, true);
        mark(READER, second, true);
        assertThat(enrollment(READER, course).path("status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void nothingIsTickedByHandWhereWatchingCounts() {
        String course = createCourse("Viendo");
        String lesson = videoLesson(createModule(course, "Uno"), "Ver", 30_000);
        begin(READER, course);
        assertThat(codes(mark(READER, lesson, true))).containsExactly("NOT_BY_HAND");
    }

    @Test
    void continueOpensTheLessonWatchedLastAndAfterItsEndTheNextThatIsNotDone() {
        String course = createCourse("Seguir");
        String module = createModule(course, "Uno");
        String first = videoLesson(module, "Primero", 14_000);
        String second = videoLesson(module, "Segundo", 60_000);
        String last = videoLesson(createModule(course, "Dos"), "Tercero", 60_000);
        begin(READER, course);
        watch(READER, session(READER, second), 0, 0, 5_000);
        assertThat(resume(course)).isEqualTo(second + " 5000");
        watch(READER, session(READER, first), 0, 0, 3_000);
        assertThat(resume(course)).isEqualTo(first + " 3000");
        assertThat(watch(READER, session(READER, first), 0, 3_000, 14_000)
                        .at("/progress/completedAt")
                        .isString())
                .isTrue();
        assertThat(resume(course)).as("the next, where it was left").isEqualTo(second + " 5000");
        watch(READER, session(READER, last), 0, 0, 51_000 - 50_000);
        assertThat(resume(course)).isEqualTo(last + " 1000");
        assertThat(continued(course)).isEqualTo(last + " 1000");
    }

    @Test
    void aLessonThatIsADraftAgainIsNeitherGoneOnWithNorCounted() {
        String course = createCourse("Retirada");
        String module = createModule(course, "Uno");
        String first = videoLesson(module, "Primero", 14_000);
        String second = videoLesson(module, "Segundo", 60_000);
        begin(READER, course);
        watch(READER, session(READER, first), 0, 0, 14_000);
        watch(READER, session(READER, second), 0, 0, 5_000);
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
        String lesson = videoLesson(createModule(course, "Uno"), "Ver", 60_000);
        begin(READER, course);
        watch(READER, session(READER, lesson), 0, 49_000, 49_999);
        assertThat(play(READER, lesson).path("startAtMs").asInt()).isEqualTo(49_999);
        watch(READER, session(READER, lesson), 0, 49_999, 50_000);
        assertThat(play(READER, lesson).path("startAtMs").asInt()).isZero();
        assertThat(resume(course)).isEqualTo(lesson + " 0");
    }

    private String resume(String course) {
        return point(enrollment(READER, course).path("resume"));
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
