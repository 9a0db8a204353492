package io.aula.courses.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two tabs that write one article. */
class LessonRevisionTest extends CoursesTestServer {
    @Test
    void whatAnotherTabWroteIsNotWrittenOver() {
        String lesson = createArticle(createModule(createCourse("Dos pestañas"), "Uno"), "Leer");
        int opened = read(lesson).path("revision").asInt();
        JsonNode first = write(lesson, opened, "<p>primera</p>");
        int now = first.at("/lesson/revision").asInt();
        assertThat(now).isGreaterThan(opened);

        JsonNode second = write(lesson, opened, "<p>segunda</p>").at("/userErrors/0");
        assertThat(second.path("__typename").asString()).isEqualTo("ConflictError");
        assertThat(second.path("code").asString()).isEqualTo("STALE_REVISION");
        assertThat(second.path("currentRevision").asInt()).isEqualTo(now);
        assertThat(read(lesson).at("/content/html").asString()).isEqualTo("<p>primera</p>");
        assertThat(read(lesson).path("revision").asInt()).isEqualTo(now);

        assertThat(write(lesson, now, "<p>segunda</p>").path("userErrors").isEmpty())
                .isTrue();
        assertThat(write(lesson, null, "<p>tercera</p>").path("userErrors").isEmpty())
                .as("who does not ask for it writes last")
                .isTrue();
    }

    private JsonNode read(String lesson) {
        return as(
                        TEACHER,
                        "query($id: ID!) { lesson(id: $id) { revision content { ... on ArticleContent { html } } } }",
                        Map.of("id", lesson))
                .path("lesson");
    }

    private JsonNode write(String lesson, @Nullable Integer expected, String html) {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("id", lesson);
        input.put("expectedRevision", expected);
        input.put("articleHtml", List.of(Map.of("locale", "es", "text", html)));
        return as(
                        TEACHER,
                        "mutation($i: UpdateLessonInput!) { updateLesson(input: $i) { lesson { revision } userErrors { __typename code ... on ConflictError { currentRevision } } } }",
                        Map.of("i", input))
                .path("updateLesson");
    }
}
