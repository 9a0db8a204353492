package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tree: who may change it and how it stays one; what somebody knows of it, and what leads them on. */
final class KnowledgeTest extends SocialTestServer {
    private static final String TEACHER = "teacher~" + ANA;
    private static final String STAFF = "staff~usr_01DEMOSTAFF00000000000001";
    private static final String SAVE = """
            mutation($input: UpsertConceptInput!) { upsertConcept(input: $input) {
              concept { id slug name es: name(locale: "es") description } userErrors { __typename code path } } }""";
    private static final String LINK = """
            mutation($input: LinkConceptsInput!) { linkConcepts(input: $input) {
              concept { id prerequisites { id } parent { id } }
              userErrors { __typename code message ... on CycleError { cycle { id } } } } }""";
    private static final String MERGE = """
            mutation($from: ID!, $into: ID!) { mergeConcepts(fromId: $from, intoId: $into) {
              concept { id prerequisites { id } unlocks { id } taughtBy { lesson { id } } } userErrors { __typename code } } }""";
    private static final String TAG = """
            mutation($input: TagLessonInput!) { tagLesson(input: $input) {
              lesson { id teaches { concept { id } weight } } userErrors { code } } }""";
    private static final String PATH = """
            query($goal: ID!) { learningPath(goalConceptId: $goal) { knownCount remainingMs
              steps { position concept { id viewerMastery { level score } } best { lesson { id } } alternatives { lesson { id } } } } }""";

    private static String slug() {
        return "concept-" + Ids.next("cpt").substring(4).toLowerCase(Locale.ROOT);
    }

    private JsonNode save(String token, Map<String, ?> input) {
        return graphql(token, SAVE, Map.of("input", input)).at("/data/upsertConcept");
    }

    private String concept(String name) {
        JsonNode saved = save(TEACHER, Map.of("slug", slug(), "name", List.of(Map.of("locale", "en", "text", name))));
        assertThat(saved.path("userErrors").isEmpty()).as(saved.toString()).isTrue();
        return saved.at("/concept/id").asString();
    }

    private JsonNode link(String from, String to, String kind) {
        return link(TEACHER, from, to, kind, false);
    }

    private JsonNode link(String token, String from, String to, String kind, boolean remove) {
        Map<String, Object> input = Map.of("fromId", from, "toId", to, "kind", kind, "remove", remove);
        return graphql(token, LINK, Map.of("input", input)).at("/data/linkConcepts");
    }

    private void requires(String from, String... all) {
        for (String to : all) {
            assertThat(link(from, to, "REQUIRES").path("userErrors").isEmpty()).isTrue();
        }
    }

    private JsonNode tag(String token, String lesson, String... concepts) {
        List<Map<String, ?>> all = new ArrayList<>();
        for (String concept : concepts) {
            all.add(Map.of("conceptId", concept, "weight", 1));
        }
        return graphql(token, TAG, Map.of("input", Map.of("lessonId", lesson, "concepts", all)))
                .at("/data/tagLesson");
    }

    /** A published lesson of Ana's that is all about these. */
    private String lessonAbout(String... concepts) {
        String lesson = lesson();
        eventually(() -> Stores.finds("MATCH (l:Lesson {id: $a}) WHERE l.isOut RETURN l", lesson, ""));
        assertThat(tag(TEACHER, lesson, concepts).path("userErrors").isEmpty()).isTrue();
        return lesson;
    }

    private void finish(String user, String lesson) {
        tell(
                "lesson.completed",
                lesson,
                1,
                Map.of("userId", user, "lessonId", lesson, "courseId", Ids.next("crs"), "at", "2026-11-24T02:00:00Z"));
    }

    private JsonNode path(String me, String goal) {
        return graphql(me, PATH, Map.of("goal", goal)).at("/data/learningPath");
    }

    private List<String> steps(String me, String goal) {
        List<String> steps = new ArrayList<>();
        path(me, goal)
                .path("steps")
                .forEach(step -> steps.add(step.at("/concept/id").asString()));
        return steps;
    }

    @Test
    void whoTeachesProposesAndChangesTheirOwnAndStaffAny() {
        String slug = slug();
        Map<String, Object> input = new HashMap<>(Map.of(
                "slug",
                slug,
                "name",
                List.of(Map.of("locale", "es", "text", " Índices\u202E "), Map.of("locale", "en", "text", "Indexes"))));
        JsonNode saved = save(TEACHER, input);
        String id = saved.at("/concept/id").asString();
        assertThat(saved.at("/concept/name").asString()).isEqualTo("Indexes");
        assertThat(saved.at("/concept/es").asString()).isEqualTo("Índices");
        assertThat(save("teacher~" + Ids.next("usr"), input)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("SLUG_TAKEN");
        input.put("id", id);
        input.put("name", List.of(Map.of("locale", "en", "text", "Indices")));
        assertThat(save("teacher~" + Ids.next("usr"), input)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        assertThat(save(STAFF, input).at("/concept/es").asString()).isEqualTo("Indices");
        assertThat(graphql(Ids.next("usr"), SAVE, Map.of("input", input))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("INSUFFICIENT_SCOPE");
        JsonNode found = graphql(
                null,
                "query($q: String!) { concepts(query: $q, first: 5) { nodes { id } } }",
                Map.of("q", "ÍNDICES " + slug.replace('-', ' ')));
        assertThat(ids(found.at("/data/concepts/nodes"))).containsExactly(id);
        assertThat(graphql(null, "query($s: String!) { concept(slug: $s) { id } }", Map.of("s", slug))
                        .at("/data/concept/id")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void whoHeardNothingOfWhatTheyProposedAndProposesItAgainHasProposedItOnce() {
        Map<String, Object> input = new HashMap<>(Map.of("slug", slug()));
        input.put("name", List.of(Map.of("locale", "en", "text", "Once")));
        input.put("description", List.of(Map.of("locale", "en", "text", "And again")));
        String first = save(TEACHER, input).at("/concept/id").asString();
        assertThat(save(TEACHER, input).at("/concept/id").asString()).isEqualTo(first);
        input.put("name", List.of(Map.of("locale", "en", "text", "Other words")));
        assertThat(save(TEACHER, input).at("/userErrors/0/code").asString()).isEqualTo("SLUG_TAKEN");
    }

    @Test
    void namesAreInTheReadersLanguageAlsoThoseOfNeighbours() {
        String a = save(TEACHER, Map.of("slug", slug(), "name", names("Índices", "Indexes")))
                .at("/concept/id")
                .asString();
        String b = save(TEACHER, Map.of("slug", slug(), "name", names("Planes", "Plans")))
                .at("/concept/id")
                .asString();
        requires(a, b);
        JsonNode concept = graphql(
                        null,
                        "es",
                        "query($id: ID!) { concept(id: $id) { name prerequisites { name } } }",
                        Map.of("id", a))
                .at("/data/concept");
        assertThat(concept.path("name").asString()).isEqualTo("Índices");
        assertThat(concept.at("/prerequisites/0/name").asString()).isEqualTo("Planes");
    }

    private static List<Map<String, String>> names(String es, String en) {
        return List.of(Map.of("locale", "es", "text", es), Map.of("locale", "en", "text", en));
    }

    @Test
    void whatIsNoNameOrNoAddressIsRefused() {
        for (String slug : List.of("", "Ä", "a b", "-a", "a'}) DETACH DELETE (n) //", "a".repeat(61))) {
            assertThat(save(TEACHER, Map.of("slug", slug, "name", List.of(Map.of("locale", "en", "text", "A"))))
                            .at("/userErrors/0/path/1")
                            .asString())
                    .isEqualTo("slug");
        }
        for (String name : List.of("", "  ", "x".repeat(81))) {
            assertThat(save(TEACHER, Map.of("slug", slug(), "name", List.of(Map.of("locale", "en", "text", name))))
                            .at("/userErrors/0/path/1")
                            .asString())
                    .isEqualTo("name");
        }
    }

    @Test
    void aCircleOfAnyLengthIsRefusedAndTheWayThatIsThereIsShown() {
        String a = concept("A");
        String b = concept("B");
        String c = concept("C");
        requires(a, b);
        requires(b, c);
        JsonNode refused = link(c, a, "REQUIRES").path("userErrors").path(0);
        assertThat(refused.path("__typename").asString()).isEqualTo("CycleError");
        assertThat(ids(refused.path("cycle"))).containsExactly(a, b, c);
        assertThat(refused.path("message").asString()).contains("A → B → C");
        assertThat(link(a, a, "REQUIRES").at("/userErrors/0/code").asString()).isEqualTo("CYCLE");
        assertThat(link(a, c, "PART_OF").path("userErrors").isEmpty()).isTrue();
        assertThat(link(c, a, "PART_OF").at("/userErrors/0/code").asString()).isEqualTo("CYCLE");
        assertThat(link(a, b, "PART_OF").at("/concept/parent/id").asString()).isEqualTo(b);
    }

    @Test
    void anEdgeGoesOnlyByWhoDrewItOrProposedWhereItBeginsOrStaff() {
        String other = "teacher~" + Ids.next("usr");
        String a = concept("A");
        String b = concept("B");
        String c = concept("C");
        requires(a, b);
        assertThat(link(a, b, "PART_OF").path("userErrors").isEmpty()).isTrue();
        String forbidden = "/userErrors/0/code";
        assertThat(link(other, a, b, "REQUIRES", true).at(forbidden).asString()).isEqualTo("FORBIDDEN");
        assertThat(link(other, a, c, "PART_OF", false).at(forbidden).asString()).isEqualTo("FORBIDDEN");
        assertThat(link(other, a, b, "PART_OF", false).at("/concept/parent/id").asString())
                .as("what is so already")
                .isEqualTo(b);
        assertThat(link(other, a, b, "PART_OF", true).at(forbidden).asString()).isEqualTo("FORBIDDEN");
        assertThat(ids(link(other, a, c, "REQUIRES", false).at("/concept/prerequisites")))
                .containsExactlyInAnyOrder(b, c);
        assertThat(ids(link(other, a, c, "REQUIRES", true).at("/concept/prerequisites")))
                .as("one's own mistake is undone")
                .containsExactly(b);
        assertThat(link(TEACHER, a, c, "PART_OF", false)
                        .at("/concept/parent/id")
                        .asString())
                .isEqualTo(c);
        assertThat(link(STAFF, a, b, "REQUIRES", true)
                        .at("/concept/prerequisites")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatAnErasedPersonProposedAndDrewOrDoesWithAnOldTokenIsNobodys() {
        String me = person();
        String token = "teacher~" + me;
        String a = concept("A");
        String b = concept("B");
        link(token, a, b, "REQUIRES", false);
        save(token, Map.of("slug", slug(), "name", List.of(Map.of("locale", "en", "text", "Mine"))));
        tell("user.deleted", me, 9, Map.of("userId", me));
        eventually(() -> Stores.finds("MATCH (g:Gone {id: $a}) RETURN g", me, ""));
        link(token, b, concept("C"), "REQUIRES", false);
        assertThat(save(token, Map.of("slug", slug(), "name", List.of(Map.of("locale", "en", "text", "Late"))))
                        .path("userErrors")
                        .isEmpty())
                .isTrue();
        assertThat(Stores.finds("MATCH (k:Concept {by: $a}) RETURN k", me, "")).isFalse();
        assertThat(Stores.finds("MATCH (:Concept)-[r:REQUIRES|PART_OF]->() WHERE r.by = $a RETURN r", me, ""))
                .isFalse();
    }

    @Test
    void ofEdgesDrawnAtOnceThatWouldCloseACircleOneIsRefused() throws Exception {
        String a = concept("A");
        String b = concept("B");
        String c = concept("C");
        String d = concept("D");
        requires(b, c);
        requires(d, a);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<JsonNode>> both =
                    List.of(() -> link(a, b, "REQUIRES"), () -> link(c, d, "REQUIRES"), () -> link(a, b, "REQUIRES"));
            List<String> codes = new ArrayList<>();
            for (var answer : threads.invokeAll(both)) {
                codes.add(answer.get().at("/userErrors/0/code").asString(""));
            }
            assertThat(codes).contains("CYCLE", "");
        }
        assertThat(Stores.finds("MATCH (k:Concept {id: $a})-[:REQUIRES*1..9]->(k) RETURN k", a, ""))
                .isFalse();
        assertThat(Stores.finds(
                        "MATCH (x:Concept {id: $a})-[r:REQUIRES]->(:Concept {id: $b}) WITH count(r) AS n WHERE n > 1 RETURN n",
                        a,
                        b))
                .isFalse();
    }

    @Test
    void oneTagsOnesOwnLessonsAlone() {
        String concept = concept("A");
        String lesson = lessonAbout(concept);
        assertThat(tag("teacher~" + Ids.next("usr"), lesson, concept)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        assertThat(tag(TEACHER, Ids.next("les"), concept)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        assertThat(tag(TEACHER, lesson, Ids.next("cpt"))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        assertThat(tag(TEACHER, lesson, concept).at("/lesson/teaches").size()).isEqualTo(1);
        assertThat(tag(TEACHER, lesson).at("/lesson/teaches").isEmpty()).isTrue();
    }

    @Test
    void aLessonThatWasHiddenBeforeTheGraphKeptThatCountsInNoCourse() {
        String course = course();
        String lesson = Ids.next("les");
        Map<String, Object> published = new HashMap<>(Map.of("lessonId", lesson, "courseId", course, "pos", 0));
        published.put("durationMs", 1_000);
        tell("lesson.published", lesson, 1, published);
        tell("lesson.changed", lesson, 2, lessonOf(course, lesson, Map.of("status", "DRAFT")));
        eventually(() -> Stores.finds("MATCH (l:Lesson {id: $a}) WHERE l.v = 1 AND NOT l.isOut RETURN l", lesson, ""));
        Stores.graph()
                .executableQuery("MATCH (l:Lesson {id: $id}) REMOVE l.isOut, l.changedV")
                .withParameters(Map.of("id", lesson))
                .execute();
        String concept = concept("Hidden things");
        eventually(() -> tag(TEACHER, lesson, concept).path("userErrors").isEmpty());
        String concepts =
                "query($r: [_Any!]!) { _entities(representations: $r) { ... on Course { concepts { lessons } } } }";
        assertThat(graphql(null, concepts, Map.of("r", List.of(Map.of("__typename", "Course", "id", course))))
                        .at("/data/_entities/0/concepts"))
                .isEmpty();
    }

    @Test
    void aPathLeadsOverWhatIsNotKnownFoundationsFirstAndMovesOn() {
        String rows = concept("Rows");
        String tables = concept("Tables");
        String indexes = concept("Indexes");
        requires(indexes, tables, rows);
        requires(tables, rows);
        String first = lessonAbout(rows);
        String second = lessonAbout(tables);
        String me = person();
        assertThat(steps(me, indexes)).containsExactly(rows, tables, indexes);
        JsonNode path = path(me, indexes);
        assertThat(path.at("/steps/0/best/lesson/id").asString()).isEqualTo(first);
        assertThat(path.at("/steps/2/best").isNull()).isTrue();
        finish(me, first);
        eventually(() -> steps(me, indexes).equals(List.of(tables, indexes)));
        assertThat(path(me, indexes).path("knownCount").asInt()).isEqualTo(1);
        finish(me, second);
        eventually(() -> steps(me, indexes).equals(List.of(indexes)));
        tag(TEACHER, second);
        assertThat(steps(me, indexes)).containsExactly(tables, indexes);
        assertThat(path(me, Ids.next("cpt")).isNull()).isTrue();
    }

    @Test
    void aCourseAdvisesWhatItBuildsOnWithoutWhatIsKnown() {
        String rows = concept("Rows");
        String tables = concept("Tables");
        requires(tables, rows);
        String before = lessonAbout(rows);
        String lesson = lessonAbout(tables);
        String course = Stores.graph()
                .executableQuery("MATCH (c:Course)-[:HAS_LESSON]->(:Lesson {id: $id}) RETURN c.id AS id")
                .withParameters(Map.of("id", lesson))
                .execute()
                .records()
                .getFirst()
                .get("id")
                .asString();
        String me = person();
        String missing = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Course {"
                + " missingPrerequisites { id } concepts { concept { id } lessons } } } }";
        Map<String, ?> of = Map.of("r", List.of(Map.of("__typename", "Course", "id", course)));
        JsonNode answer = graphql(me, missing, of).at("/data/_entities/0");
        assertThat(ids(answer.path("missingPrerequisites"))).containsExactly(rows);
        assertThat(answer.at("/concepts/0/concept/id").asString()).isEqualTo(tables);
        finish(me, before);
        eventually(() -> graphql(me, missing, of)
                .at("/data/_entities/0/missingPrerequisites")
                .isEmpty());
        // What is next after what one knows is a reason to be recommended the course.
        eventually(() -> graphql(
                        me,
                        "{ recommendedCourses(first: 100) { course { id } reason because { ... on Concept { id } } } }",
                        Map.of())
                .toString()
                .contains("{\"course\":{\"id\":\"" + course + "\"},\"reason\":\"NEXT_CONCEPT\",\"because\":[{\"id\":\""
                        + tables + "\"}]}"));
    }

    @Test
    void howeverMuchAConceptRequiresItIsNotMergedWithWhatItNeedsOverAnother() {
        String above = concept("Above");
        String between = concept("Between");
        String base = concept("Base");
        requires(above, between);
        requires(between, base);
        Stores.graph().executableQuery("""
                        MATCH (k:Concept {id: $id})
                        UNWIND range(1, 100) AS n
                        CREATE (k)-[:REQUIRES]->(:Concept {id: k.id + n, slug: 'a-' + toLower(k.id) + n, search: ''})""").withParameters(Map.of("id", above)).execute();
        assertThat(graphql(STAFF, MERGE, Map.of("from", above, "into", base))
                        .at("/data/mergeConcepts/userErrors/0/code")
                        .asString())
                .isEqualTo("CYCLE");
    }

    @Test
    void twoThatMeanTheSameBecomeOneWithTheEdgesAndLessonsOfBoth() {
        String base = concept("Base");
        String join = concept("Join");
        String joins = concept("Joins");
        String above = concept("Above");
        requires(join, base);
        requires(above, join);
        String lesson = lessonAbout(join);
        assertThat(graphql(TEACHER, MERGE, Map.of("from", join, "into", joins))
                        .at("/data/mergeConcepts/userErrors/0/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        JsonNode merged =
                graphql(STAFF, MERGE, Map.of("from", join, "into", joins)).at("/data/mergeConcepts/concept");
        assertThat(ids(merged.path("prerequisites"))).containsExactly(base);
        assertThat(ids(merged.path("unlocks"))).containsExactly(above);
        assertThat(merged.at("/taughtBy/0/lesson/id").asString()).isEqualTo(lesson);
        assertThat(graphql(null, "query($id: ID!) { concept(id: $id) { id } }", Map.of("id", join))
                        .at("/data/concept")
                        .isNull())
                .isTrue();
        assertThat(graphql(STAFF, MERGE, Map.of("from", above, "into", base))
                        .at("/data/mergeConcepts/userErrors/0/code")
                        .asString())
                .isEqualTo("CYCLE");
    }
}
