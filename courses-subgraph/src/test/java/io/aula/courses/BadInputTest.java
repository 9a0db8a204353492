package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What cannot be done is said in words that help, and is never our fault. */
class BadInputTest extends CoursesTestServer {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { courses(filter: {query: "x"}) { nodes { id } } }         | first or last says how many
            { courses(first: 101) { nodes { id } } }                    | at most 100
            { courses(first: -1) { nodes { id } } }                     | at most 100
            { courses(first: 1, after: "nonsense") { nodes { id } } }   | cursor
            { course { id } }                                           | by its id or by its slug
            """)
    void aQueryThatCannotBeAnsweredSaysWhy(String query, String hint) {
        JsonNode error = ask(LEARNER, query, Map.of()).at("/errors/0");
        assertThat(error.path("message").asString()).contains(hint);
        assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void whoIsNotSignedInOrLacksAScopeIsToldSo() {
        assertThat(ask(NOBODY, "{ myVideos(first: 1) { nodes { id } } }", Map.of())
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("UNAUTHENTICATED");
        JsonNode refused = as(
                        LEARNER,
                        "mutation($i: CreateCourseInput!) { createCourse(input: $i) { userErrors { __typename ... on ForbiddenError { missingPermission } } } }",
                        Map.of("i", Map.of("idempotencyKey", key(), "title", "x", "originalLocale", "es")))
                .at("/createCourse/userErrors/0");
        assertThat(refused.path("missingPermission").asString()).isEqualTo("INSTRUCTOR");
    }

    @Test
    void authoringNamesTheFieldAndTheRule() {
        String course = createCourse("Entradas malas");
        assertThat(update(course, Map.of("title", List.of(Map.of("locale", "es", "text", "x".repeat(201))))))
                .isEqualTo("TITLE_INVALID: A title has 1 to 200 characters.");
        assertThat(update(course, Map.of("slug", "Con Espacios"))).startsWith("SLUG_INVALID: ");
        publishedCourse("Ocupado");
        assertThat(update(course, Map.of("slug", "ocupado"))).startsWith("SLUG_TAKEN: ");
        assertThat(update(course, Map.of("settings", Map.of("completionThreshold", 0.2))))
                .isEqualTo("THRESHOLD_RANGE: The threshold is between 0.5 and 1.");
        assertThat(update(course, Map.of("instructorIds", List.of(OTHER_TEACHER))))
                .startsWith("OWNER_MISSING: ");
        assertThat(update("crs_0000000000000000000000000A", Map.of())).startsWith("NOT_FOUND: ");
    }

    private String update(String course, Map<String, ?> changes) {
        Map<String, Object> input = new java.util.HashMap<>(changes);
        input.put("id", course);
        input.put("expectedRevision", 1);
        JsonNode error = as(
                        TEACHER,
                        "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code message } } }",
                        Map.of("i", input))
                .at("/updateCourse/userErrors/0");
        return error.path("code").asString() + ": " + error.path("message").asString();
    }
}
