package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Courses are found by what people type. */
class CourseSearchTest extends CoursesTestServer {
    private static final String SEARCH = """
            query($q: String, $s: CourseSort! = RELEVANCE, $f: Int, $a: String, $l: Int, $b: String, $st: [CourseStatus!]) {
              courses(filter: {query: $q, status: $st}, sort: $s, first: $f, after: $a, last: $l, before: $b) {
                totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
            """;

    @Autowired
    private List<EventHandler> handlers;

    @Autowired
    private TransactionTemplate transaction;

    @ParameterizedTest
    @CsvSource({
        "Programação zuluana, programacao zuluana",
        "Der König von Zweibrücken, KONIG zweibrucken",
        "Die Großstraße im Winter, grossstrasse",
        "Łódź po zmierzchu, lodz zmierzchu",
        "Œuvres complètes d’Aimée Zola, oeuvres aimee",
        "Ｚｅｎ en letras anchas, zen letras anchas"
    })
    void wordsAreFoundWithoutTheirCaseAndAccents(String title, String query) {
        String course = publishedCourse(title);
        assertThat(found(query)).contains(course);
        assertThat(found(title)).contains(course);
        assertThat(found(Normalizer.normalize(title, Normalizer.Form.NFD))).contains(course);
    }

    @Test
    void aTitleWrittenInLettersAndAccentsApartIsFoundComposed() {
        String course = publishedCourse(Normalizer.normalize("Zarzuela mañanera", Normalizer.Form.NFD));
        assertThat(found("zarzuela mañanera")).containsExactly(course);
    }

    @Test
    void endingsDoNotMatterInSpanishAndEnglish() {
        String spanish = publishedCourse("Quirófanos y cirugías felinas");
        String english = createCourse("Sin traducir");
        translate(english, "en", "Weaving walrus baskets");
        open(english);
        assertThat(found("cirugia felina quirofano")).containsExactly(spanish);
        assertThat(found("weave basket walruses")).containsExactly(english);
    }

    @Test
    void aWordOfOneLanguageIsNotFoundByTheEndingsOfTheOther() {
        String english = createCourse("Otro");
        translate(english, "en", "Zibeline case studies");
        open(english);
        assertThat(found("zibeline cases")).containsExactly(english);
        assertThat(found("zibeline casita")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xilofonista avanzdo",
                "xilofonitsa",
                "xilofoonista",
                "silofonista avanzado",
                "xilofonist avnazado"
            })
    void whatIsMistypedIsForgivenWhereNothingElseIsFound(String query) {
        String course = onlyOnce("Xilofonista avanzado");
        assertThat(found(query)).contains(course);
    }

    @Test
    void whatResemblesStaysAwayWhereSomethingIsFound() {
        String meant = publishedCourse("Ornitorrinco doméstico");
        publishedCourse("Ornitorrincos domésticas");
        publishedCourse("Ornitorrimco");
        assertThat(found("ornitorrinco domestico")).first().isEqualTo(meant);
        assertThat(found("ornitorrimco")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "\"", "%", "_", "\\", "'", "’", "?!", "&|!", ":*", "<->", "😀"})
    void signsAloneFindNothing(String query) {
        publishedCourse("Signos");
        assertThat(found(query)).isEmpty();
    }

    @Test
    void signsAroundWordsHideNothingAndNoneIsAnError() {
        String course = publishedCourse("Ñandú’s 100% \\ gallinero_secreto");
        for (String query : List.of(
                "ñandú's",
                "Ñandú’s",
                "nandu & | ! gallinero",
                "100% nandu",
                "gallinero_secreto",
                "\"nandu\":*",
                "nandu\\")) {
            assertThat(found(query)).as(query).contains(course);
        }
    }

    @Test
    void anEmptyBoxIsNoSearch() {
        publishedCourse("Caja");
        assertThat(found("")).isNotEmpty();
        assertThat(found("  \t \u200b \u00ad")).isNotEmpty();
    }

    @Test
    void aLanguageOfOneLetterIsFoundByIt() {
        String course = publishedCourse("R");
        assertThat(found("r")).first().isEqualTo(course);
        assertThat(found("curso de r")).doesNotContain(publishedCourse("Rarezas"));
    }

    @Test
    void smallWordsBetweenOthersDecideNothing() {
        String course = publishedCourse("Encuadernación japonesa");
        assertThat(found("la encuadernacion de the japonesa")).containsExactly(course);
    }

    @Test
    void theTitleComesBeforeTheSubtitleBeforeTopicsBeforeTheText() {
        String inText = publishedCourse("Cuarto puesto");
        update(
                inText,
                Map.of(
                        "descriptionHtml",
                        List.of(Map.of("locale", "es", "text", "<p>Se habla de <b>marmotas</b></p>"))));
        String amongTopics = publishedCourse("Tercer puesto");
        update(amongTopics, Map.of("tags", List.of("marmotas")));
        String inSubtitle = publishedCourse("Segundo puesto");
        update(inSubtitle, Map.of("subtitle", List.of(Map.of("locale", "es", "text", "Entre marmotas"))));
        String inTitle = publishedCourse("Vivir entre marmotas");
        String isTitle = publishedCourse("Marmotas");
        assertThat(found("marmotas")).containsExactly(isTitle, inTitle, inSubtitle, amongTopics, inText);
    }

    @Test
    void exactSpellingWins() {
        String without = publishedCourse("Cañas y canas del lirio");
        String with = publishedCourse("Canas y cañas del lirio");
        assertThat(found("cañas y canas del lirio")).containsExactly(without, with);
        assertThat(found("canas y cañas del lirio")).containsExactly(with, without);
    }

    @Test
    void aCourseIsFoundByWhatItSaysNowAndNoMoreByWhatItSaid() {
        String course = publishedCourse("Antiguamente caléndula");
        translate(course, "es", "Ahora rododendro");
        assertThat(found("calendula antiguamente")).doesNotContain(course);
        assertThat(found("rododendro")).containsExactly(course);
    }

    @Test
    void whoTeachesIsFoundByTheHandleTheyHaveUntilTheyAreErased() {
        String teacher = Ids.next("usr");
        tell("user.registered", teacher, 1, "zenobia_quiroga");
        String course = publishedCourse("Con maestra");
        update(course, Map.of("instructorIds", List.of(TEACHER, teacher)));
        assertThat(found("Zenobia Quiroga")).containsExactly(course);
        tell("user.updated", teacher, 2, "fulgencia-quiroga");
        assertThat(found("zenobia quiroga")).doesNotContain(course);
        assertThat(found("fulgencia")).containsExactly(course);
        tell("user.deleted", teacher, 3, "");
        assertThat(found("fulgencia quiroga")).isEmpty();
        assertThat(
                        sql.queryForList(
                                "select 1 from courses.course_document where heads like '%fulgencia%' or words @@ 'fulgencia'::tsquery"))
                .isEmpty();
    }

    @Test
    void draftsAreFoundByThoseWhoTeachThemAndDecideNothingForOthers() {
        String draft = createCourse("Hidroponía invernal");
        String open = publishedCourse("Hidroponia infernal");
        assertThat(texts(
                        search(TEACHER, Map.of("q", "invernal hidroponia", "f", 9, "st", List.of("DRAFT")))
                                .path("nodes"),
                        "id"))
                .containsExactly(draft);
        assertThat(found("hidroponia invernal"))
                .as("what resembles it, as if there were no draft")
                .containsExactly(open);
    }

    @Test
    void pagesGoOnByHowWellCoursesFit() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(publishedCourse("Estalactita " + i));
        }
        String subtitled = publishedCourse("Bajo tierra");
        update(subtitled, Map.of("subtitle", List.of(Map.of("locale", "es", "text", "La estalactita"))));
        List<String> inOrder = found("estalactita");
        assertThat(inOrder).hasSize(4).last().isEqualTo(subtitled);

        List<String> paged = new ArrayList<>();
        Map<String, Object> slice = new HashMap<>(Map.of("q", "estalactita", "f", 1));
        for (boolean hasNext = true; hasNext; ) {
            JsonNode page = search(LEARNER, slice);
            paged.addAll(texts(page.path("nodes"), "id"));
            assertThat(page.path("totalCount").asInt()).isEqualTo(4);
            slice.put("a", page.at("/pageInfo/endCursor").asString());
            hasNext = page.at("/pageInfo/hasNextPage").asBoolean();
        }
        assertThat(paged).isEqualTo(inOrder);
        JsonNode last = search(LEARNER, Map.of("q", "estalactita", "l", 2));
        assertThat(texts(last.path("nodes"), "id")).isEqualTo(inOrder.subList(2, 4));
    }

    @Test
    void aCursorOfOtherWordsIsRefused() {
        publishedCourse("Petirrojo uno");
        publishedCourse("Petirrojo dos");
        String cursor = search(LEARNER, Map.of("q", "petirrojo", "f", 1))
                .at("/pageInfo/endCursor")
                .asString();
        for (Map<String, ?> other : List.of(
                Map.of("q", "petirrojo uno", "f", 1, "a", cursor),
                Map.of("f", 1, "a", cursor),
                Map.of("q", "petirrojo", "s", "NEWEST", "f", 1, "a", cursor))) {
            JsonNode error = ask(LEARNER, SEARCH, other).at("/errors/0");
            assertThat(error.at("/extensions/code").asString()).as("%s", other).isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void aSearchGoesByItsIndexes() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            sql.execute("""
                    insert into courses.course (id, slug, owner_id, status, original_locale, title)
                      select 'crs_PLAN' || lpad(n::text, 22, '0'), 'plan-' || n, 'usr_01TESTTEACHER000000000000A', 'PUBLISHED', 'es',
                          jsonb_build_object('es', 'Curso ' || md5(n::text) || ' ' || md5('x' || n)) from generate_series(1, 2000) n
                    """);
            sql.execute("analyze courses.course_document");
            String from =
                    "explain select c.id from courses.course c join courses.course_document d on d.course_id = c.id where ";
            assertThat(plan(from + "d.words @@ '''rododendro'':*'::tsquery")).contains("course_document_words");
            assertThat(plan(from + "courses.resembles('rododendro', d.heads)")).contains("course_document_heads");
            assertThat(plan(from
                            + "(d.words @@ '''rododendro'':*'::tsquery or courses.resembles('rododendro', d.heads))"))
                    .contains("BitmapOr", "course_document_words", "course_document_heads")
                    .doesNotContain("Seq Scan on course_document");
        });
    }

    private String plan(String query) {
        return String.join("\n", sql.queryForList(query, String.class));
    }

    private String onlyOnce(String title) {
        List<String> there = found(title);
        return there.isEmpty() ? publishedCourse(title) : there.getFirst();
    }

    private List<String> found(String query) {
        return texts(search(LEARNER, Map.of("q", query, "f", 50)).path("nodes"), "id");
    }

    private JsonNode search(String user, Map<String, ?> variables) {
        return as(user, SEARCH, variables).path("courses");
    }

    private void open(String course) {
        createArticle(createModule(course, "Uno"), "Leer");
        assertThat(publish(course)).isEmpty();
    }

    private void translate(String course, String locale, String title) {
        update(course, Map.of("title", List.of(Map.of("locale", locale, "text", title))));
    }

    private void update(String course, Map<String, ?> changes) {
        Map<String, Object> input = new HashMap<>(changes);
        input.put("id", course);
        input.put("expectedRevision", revision(course));
        assertThat(codes(as(
                                TEACHER,
                                "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code message } } }",
                                Map.of("i", input))
                        .path("updateCourse")))
                .isEmpty();
    }

    private void tell(String type, String person, long version, String handle) {
        ObjectNode data = json.createObjectNode();
        data.put("userId", person).put("handle", handle);
        data.putArray("roles").add("INSTRUCTOR");
        handlers.stream()
                .filter(each -> each.queue().equals("courses.people"))
                .findFirst()
                .orElseThrow()
                .handle(new Event(Ids.next("evt"), type, person, version, Instant.now(), Optional.empty(), data));
    }
}
