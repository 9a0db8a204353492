package io.aula.devstack.demo;

import io.aula.devstack.demo.DemoCatalog.DemoConcept;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The knowledge tree of the demo, proposed by one who teaches; what is there already stays as it is. */
final class DemoKnowledge {
    private final Person teacher;
    private final Map<String, String> ids = new HashMap<>();

    DemoKnowledge(Person teacher) {
        this.teacher = teacher;
    }

    /** @param taught by a lesson's id, the slugs of what it teaches; all of them are the teacher's own lessons */
    void write(List<DemoConcept> concepts, Map<String, List<String>> taught) {
        concepts.forEach(this::propose);
        concepts.forEach(concept -> concept.requires().forEach(need -> require(concept.slug(), need)));
        taught.forEach(this::tag);
    }

    private void propose(DemoConcept concept) {
        JsonNode known = teacher.ask(
                        "query ($slug: String!) { concept(slug: $slug) { id } }", Map.of("slug", concept.slug()))
                .path("concept");
        JsonNode made = known.isObject()
                ? known
                : teacher.change(
                        """
                        mutation ($input: UpsertConceptInput!) {
                          upsertConcept(input: $input) { concept { id } userErrors { code message path } }
                        }""",
                        Map.of(
                                "input",
                                Map.of(
                                        "slug",
                                        concept.slug(),
                                        "name",
                                        List.of(
                                                Map.of("locale", "es", "text", concept.es()),
                                                Map.of("locale", "en", "text", concept.en())))),
                        "concept");
        ids.put(concept.slug(), made.path("id").asString());
    }

    private void require(String slug, String need) {
        teacher.change(
                """
                mutation ($input: LinkConceptsInput!) {
                  linkConcepts(input: $input) { concept { id } userErrors { code message path } }
                }""",
                Map.of("input", Map.of("fromId", ids.get(slug), "toId", ids.get(need), "kind", "REQUIRES")),
                "concept");
    }

    /** Of which course a lesson is comes to social a moment after it was made. */
    private void tag(String lessonId, List<String> slugs) {
        List<Map<String, String>> concepts =
                slugs.stream().map(slug -> Map.of("conceptId", ids.get(slug))).toList();
        DemoSeed.onceKnown(() ->
                teacher.change("""
                mutation ($input: TagLessonInput!) {
                  tagLesson(input: $input) { lesson { id } userErrors { code message path } }
                }""", Map.of("input", Map.of("lessonId", lessonId, "concepts", concepts)), "lesson"));
    }
}
