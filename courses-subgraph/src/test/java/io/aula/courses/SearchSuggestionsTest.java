package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is offered to whoever types into a search. */
class SearchSuggestionsTest extends CoursesTestServer {
    private static final String SUGGEST =
            "query($q: String!) { searchSuggestions(query: $q) { courses { id } teachers { id } topics } }";

    @Test
    void theBeginningOfAWordIsEnoughForCoursesTopicsAndThoseWhoTeach() {
        String teacher = Ids.next("usr");
        sql.update("insert into courses.person values (?, true, 1, 'wolframia_paz')", teacher);
        String course = publishedCourse("Wolframio para todos");
        update(
                course,
                Map.of("tags", List.of("Wolframio puro", "Otra cosa"), "instructorIds", List.of(TEACHER, teacher)));
        JsonNode found = suggest("WÓLFRAM");
        assertThat(texts(found.path("courses"), "id")).containsExactly(course);
        assertThat(texts(found.path("teachers"), "id")).containsExactly(teacher);
        assertThat(found.path("topics").valueStream().map(JsonNode::asString).toList())
                .containsExactly("Wolframio puro");
        assertThat(texts(suggest("wolframia pa").path("teachers"), "id")).containsExactly(teacher);
    }

    @Test
    void aMistypedWordStillLeadsToACourseAndNothingStandsForSigns() {
        String course = publishedCourse("Yacimientos de obsidiana");
        assertThat(texts(suggest("obsidaina").path("courses"), "id")).containsExactly(course);
        for (String nothing : List.of("", "  ", "%", "{", "\"")) {
            JsonNode found = suggest(nothing);
            assertThat(found.path("courses").size()
                            + found.path("teachers").size()
                            + found.path("topics").size())
                    .as(nothing)
                    .isZero();
        }
    }

    @Test
    void draftsAreOfferedToNobody() {
        String draft = createCourse("Malaquita secreta");
        update(draft, Map.of("tags", List.of("Malaquita")));
        JsonNode found = suggest("malaquita");
        assertThat(found.path("courses").isEmpty()).isTrue();
        assertThat(found.path("topics").isEmpty()).isTrue();
    }

    private JsonNode suggest(String query) {
        return as(TEACHER, SUGGEST, Map.of("q", query)).path("searchSuggestions");
    }

    private void update(String course, Map<String, ?> changes) {
        Map<String, Object> input = new HashMap<>(changes);
        input.put("id", course);
        input.put("expectedRevision", revision(course));
        assertThat(codes(as(
                                TEACHER,
                                "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code } } }",
                                Map.of("i", input))
                        .path("updateCourse")))
                .isEmpty();
    }
}
