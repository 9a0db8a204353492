package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Null is not absent: what is left out stays, what is given as null is cleared. */
class ClearingTest extends CoursesTestServer {

    @Test
    void whatIsLeftOutOfACourseStays() {
        String course = dressed();
        assertThat(changed(course, "slug", "con-todo-" + course.substring(10).toLowerCase()))
                .isEmpty();
        JsonNode read = read(course);
        assertThat(read.path("title").asString()).isEqualTo("Con todo");
        assertThat(read.path("subtitle").asString()).isEqualTo("Sub");
        assertThat(read.path("descriptionHtml").asString()).isEqualTo("<p>Texto</p>");
        assertThat(read.path("tags").size()).isEqualTo(1);
        assertThat(read.path("level").asString()).isEqualTo("ADVANCED");
        assertThat(read.at("/settings/sequential").asBoolean()).isTrue();
        assertThat(read.at("/settings/completionThreshold").asDouble()).isEqualTo(0.75);
    }

    @Test
    void aSubtitleIsClearedByNullAndByAnEmptyText() {
        assertCleared("subtitle", null, "subtitle");
        assertCleared("subtitle", text(" \u200B "), "subtitle");
    }

    @Test
    void aDescriptionIsClearedByNullAndByAnEmptyText() {
        assertCleared("descriptionHtml", null, "descriptionHtml");
        assertCleared("descriptionHtml", text("<p></p>"), "descriptionHtml");
    }

    private void assertCleared(String field, @Nullable Object value, String read) {
        String course = dressed();
        assertThat(changed(course, field, value)).isEmpty();
        assertThat(read(course).path(read).asString("")).isEmpty();
    }

    @Test
    void tagsAreClearedByNull() {
        String course = dressed();
        assertThat(changed(course, "tags", null)).isEmpty();
        assertThat(read(course).path("tags").isEmpty()).isTrue();
    }

    @Test
    void levelAndSettingsGoBackToTheirBeginningByNull() {
        String course = dressed();
        assertThat(changed(course, "level", null)).isEmpty();
        assertThat(read(course).path("level").asString()).isEqualTo("ALL");
        Map<String, Object> threshold = new HashMap<>();
        threshold.put("completionThreshold", null);
        assertThat(changed(course, "settings", threshold)).isEmpty();
        assertThat(read(course).at("/settings/completionThreshold").asDouble()).isBetween(0.89, 0.91);
        assertThat(read(course).at("/settings/sequential").asBoolean()).isTrue();
        assertThat(changed(course, "settings", null)).isEmpty();
        assertThat(read(course).at("/settings/sequential").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void eachSettingGoesBackToItsBeginningByNull(String setting, Object value) {
        String course = createCourse("Ajustes");
        String beginning = read(course).at("/settings/" + setting).toString();
        assertThat(changed(course, "settings", Map.of(setting, value))).isEmpty();
        assertThat(read(course).at("/settings/" + setting).toString()).isNotEqualTo(beginning);
        Map<String, Object> cleared = new HashMap<>();
        cleared.put(setting, null);
        assertThat(changed(course, "settings", cleared)).isEmpty();
        assertThat(read(course).at("/settings/" + setting).toString()).isEqualTo(beginning);
    }

    static Stream<Arguments> eachSettingGoesBackToItsBeginningByNull() {
        return Stream.of(
                Arguments.of("completionRule", "MANUAL"),
                Arguments.of("completionThreshold", 0.5),
                Arguments.of("sequential", true),
                Arguments.of("captionLocales", List.of("fr")),
                Arguments.of("glossary", List.of("Apache Kafka")),
                Arguments.of("loudness", true));
    }

    @Test
    void whatACourseCannotBeWithoutIsNotCleared() {
        String course = dressed();
        assertThat(changed(course, "title", null)).containsExactly("TITLE_INVALID");
        assertThat(changed(course, "title", text(""))).containsExactly("TITLE_INVALID");
        assertThat(changed(course, "slug", null)).containsExactly("SLUG_INVALID");
        assertThat(changed(course, "instructorIds", null)).containsExactly("OWNER_MISSING");
        assertThat(read(course).path("title").asString()).isEqualTo("Con todo");
    }

    @Test
    void aReleaseDateIsClearedByNullAndOnlyByThat() {
        String lesson = createArticle(createModule(createCourse("Fechas"), "Uno"), "a");
        assertThat(changedLesson(lesson, "releaseAt", "2031-01-01T00:00:00Z")).isEmpty();
        assertThat(changedLesson(lesson, "isFreePreview", true)).isEmpty();
        assertThat(readLesson(lesson).path("releaseAt").asString()).isEqualTo("2031-01-01T00:00:00Z");
        assertThat(changedLesson(lesson, "releaseAt", null)).isEmpty();
        assertThat(readLesson(lesson).path("releaseAt").isNull()).isTrue();
        assertThat(readLesson(lesson).path("isFreePreview").asBoolean()).isTrue();
    }

    @Test
    void aPreviewIsNoneAnyMoreByNull() {
        String lesson = createArticle(createModule(createCourse("Muestras"), "Uno"), "a");
        assertThat(changedLesson(lesson, "isFreePreview", true)).isEmpty();
        assertThat(changedLesson(lesson, "isFreePreview", null)).isEmpty();
        assertThat(readLesson(lesson).path("isFreePreview").asBoolean()).isFalse();
    }

    @Test
    void aVideoIsTakenOffALessonByNullAndStaysOtherwise() {
        String lesson = createLesson(createModule(createCourse("Vídeos"), "Uno"), "a", "VIDEO");
        String video = Fixtures.readyVideo(sql, lesson, 10_000);
        assertThat(changedLesson(lesson, "title", text("b"))).isEmpty();
        assertThat(readLesson(lesson).at("/content/video/id").asString()).isEqualTo(video);
        assertThat(changedLesson(lesson, "videoId", null)).isEmpty();
        assertThat(readLesson(lesson).at("/content/video").isNull()).isTrue();
        assertThat(readLesson(lesson).path("durationMs").asInt()).isZero();
        assertThat(changedLesson(lesson, "videoId", video)).isEmpty();
        assertThat(readLesson(lesson).path("durationMs").asInt()).isEqualTo(10_000);
    }

    @Test
    void anArticleTakesNoVideoAndAVideoNoText() {
        String module = createModule(createCourse("Cada cosa"), "Uno");
        String article = createArticle(module, "a");
        String film = createLesson(module, "b", "VIDEO");
        String video = Fixtures.readyVideo(sql, film, 10_000);
        assertThat(changedLesson(article, "videoId", video)).containsExactly("NO_VIDEO_LESSON");
        assertThat(changedLesson(film, "articleHtml", text("<p>texto</p>"))).containsExactly("NO_ARTICLE_LESSON");
        assertThat(createUpload(TEACHER, Map.of("lessonId", article))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NO_VIDEO_LESSON");
        assertThat(readLesson(article).path("durationMs").asInt()).isZero();
        assertThat(changedLesson(article, "videoId", null)).isEmpty();
        assertThat(changedLesson(film, "articleHtml", null)).isEmpty();
    }

    @Test
    void anArticleIsClearedByNullAndByAnEmptyText() {
        String lesson = createArticle(createModule(createCourse("Artículos"), "Uno"), "a");
        assertThat(changedLesson(lesson, "articleHtml", text("<p></p>"))).isEmpty();
        assertThat(readLesson(lesson).at("/content/html").asString()).isEmpty();
        assertThat(changedLesson(lesson, "articleHtml", text("<p>de nuevo</p>")))
                .isEmpty();
        assertThat(changedLesson(lesson, "articleHtml", null)).isEmpty();
        assertThat(readLesson(lesson).at("/content/html").asString()).isEmpty();
    }

    @Test
    void aLessonKeepsItsTitle() {
        String lesson = createArticle(createModule(createCourse("Títulos"), "Uno"), "a");
        assertThat(changedLesson(lesson, "title", null)).containsExactly("TITLE_INVALID");
    }

    private String dressed() {
        String course = createCourse("Con todo");
        changed(course, "subtitle", text("Sub"));
        changed(course, "descriptionHtml", text("<p>Texto</p>"));
        changed(course, "tags", List.of("uno"));
        changed(course, "level", "ADVANCED");
        changed(course, "settings", Map.of("sequential", true, "completionThreshold", 0.75));
        return course;
    }

    private static List<Map<String, String>> text(String text) {
        return List.of(Map.of("locale", "es", "text", text));
    }

    private List<String> changed(String course, String field, @Nullable Object value) {
        Map<String, Object> input = new HashMap<>();
        input.put("id", course);
        input.put("expectedRevision", read(course).path("revision").asInt());
        input.put(field, value);
        return texts(
                as(
                                TEACHER,
                                "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code } } }",
                                Map.of("i", input))
                        .at("/updateCourse/userErrors"),
                "code");
    }

    private List<String> changedLesson(String lesson, String field, @Nullable Object value) {
        Map<String, Object> input = new HashMap<>();
        input.put("id", lesson);
        input.put(field, value);
        return texts(
                as(
                                TEACHER,
                                "mutation($i: UpdateLessonInput!) { updateLesson(input: $i) { userErrors { code } } }",
                                Map.of("i", input))
                        .at("/updateLesson/userErrors"),
                "code");
    }

    private JsonNode read(String course) {
        return as(
                        TEACHER,
                        "query($id: ID!) { course(id: $id) { title subtitle descriptionHtml tags level revision settings { completionRule completionThreshold sequential captionLocales glossary loudness } } }",
                        Map.of("id", course))
                .path("course");
    }

    private JsonNode readLesson(String lesson) {
        return as(
                        TEACHER,
                        "query($id: ID!) { lesson(id: $id) { title isFreePreview releaseAt durationMs content { ... on ArticleContent { html } ... on VideoContent { video { id } } } } }",
                        Map.of("id", lesson))
                .path("lesson");
    }
}
