package io.aula.courses.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What is said in videos is found by its words, by those who may know of it. */
class TranscriptSearchTest extends CoursesTestServer {
    private static final String OWNER = "usr_01TESTLEARNERSAID000000001";
    private static final String OTHER = "usr_01TESTLEARNERSAID000000002";
    private static final String SEARCH = """
            query($q: String!, $l: Locale, $c: ID, $o: Boolean! = false, $f: Int, $a: String) {
              searchTranscripts(query: $q, locale: $l, courseId: $c, onlyEntitled: $o, first: $f, after: $a) {
                nodes { lesson { id title course { id } } locale startMs endMs snippet score viewerAccess { allowed reason } }
                pageInfo { hasNextPage endCursor } } }
            """;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private PassageFilling filling;

    @Test
    void whatIsSaidAcrossCuesIsFoundByItsStemsWithTheWordsMarked() {
        String lesson =
                said("Bases", "es", "Los índices parciales del axolote", "ahorran espacio", "en consultas lentas");
        JsonNode hit = search(OTHER, Map.of("q", "consulta indice parcial AXOLOTE"))
                .path("nodes")
                .get(0);
        assertThat(hit.at("/lesson/id").asString()).isEqualTo(lesson);
        assertThat(hit.path("startMs").asInt()).isZero();
        assertThat(hit.path("locale").asString()).isEqualTo("es");
        enroll(OTHER, courseOf(lesson));
        assertThat(search(OTHER, Map.of("q", "consulta indice parcial AXOLOTE"))
                        .at("/nodes/0/snippet")
                        .asString())
                .isEqualTo("Los «índices» «parciales» del «axolote» ahorran espacio en «consultas» lentas");
    }

    @Test
    void whatWasSaidBeforeItCouldBeSearchedIsDividedAfterwardsAndOnce() {
        String lesson = said("De antes", "es", "Una cinta de magnetofonía antigua", "se oye todavía");
        sql.update("delete from courses.transcript_passage where body like '%magnetofonía%'");
        assertThat(search(OTHER, Map.of("q", "magnetofonía")).path("nodes").isEmpty())
                .isTrue();
        while (filling.divide() > 0) {
            // Those of other tests too, if there are.
        }
        JsonNode found = search(OTHER, Map.of("q", "magnetofonía")).path("nodes");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.at("/0/lesson/id").asString()).isEqualTo(lesson);
    }

    @Test
    void ofALessonThatIsNotOpenFewWordsAreShownAround() {
        String lesson = said(
                "De pago", "es", "Uno dos tres cuatro cinco tapioca seis siete ocho nueve diez", "once doce trece");
        sql.update("update courses.course set is_free = false where id = ?", courseOf(lesson));
        JsonNode hit = search(OTHER, Map.of("q", "tapioca")).path("nodes").get(0);
        assertThat(hit.path("snippet").asString()).isEqualTo("… tres cuatro cinco «tapioca» seis siete ocho …");
        assertThat(hit.at("/viewerAccess/allowed").asBoolean(true)).isFalse();
        assertThat(search(OTHER, Map.of("q", "tapioca", "o", true))
                        .path("nodes")
                        .isEmpty())
                .isTrue();
        assertThat(search(NOBODY, Map.of("q", "tapioca"))
                        .at("/nodes/0/viewerAccess/reason")
                        .asString())
                .isEqualTo("NOT_ENTITLED");
        JsonNode own =
                search(TEACHER, Map.of("q", "tapioca", "o", true)).path("nodes").get(0);
        assertThat(own.path("snippet").asString()).startsWith("Uno dos").endsWith("trece");
    }

    @Test
    void aLessonThatIsNotOpenIsNotReadByWordsThatStandEverywhere() {
        String lesson = said(
                "Por todas partes",
                "es",
                "De la que uno de la que dos de la que tres de la que cuatro",
                "de la que cinco de la que seis de la que siete de la que wolframita");
        sql.update("update courses.course set is_free = false where id = ?", courseOf(lesson));
        String snippet = search(OTHER, Map.of("q", "de la que", "c", courseOf(lesson)))
                .at("/nodes/0/snippet")
                .asString();
        assertThat(snippet.split(" ")).as(snippet).hasSize(16);
        assertThat(snippet).startsWith("«De»").endsWith("…");
    }

    @Test
    void ofALongWordOfALessonThatIsNotOpenItsBeginningIsShown() {
        String whole = "データベースの索引は検索を速くしますが書き込みを遅くするので必要な列だけに作るのがよいとされています";
        String lesson = said("索引", "ja", "最初に" + "、" + whole);
        sql.update("update courses.course set is_free = false where id = ?", courseOf(lesson));
        String snippet = search(OTHER, Map.of("q", "データベース", "c", courseOf(lesson)))
                .at("/nodes/0/snippet")
                .asString();
        assertThat(snippet).startsWith("«データベース").endsWith("…»").hasSizeLessThan(whole.length());
    }

    @Test
    void draftsAndWhatIsDeletedOrNotReleasedIsNeverFound() {
        String lesson = said("Va y viene", "es", "Se habla del basilisco");
        assertThat(lessons(TEACHER, "basilisco")).containsExactly(lesson);
        for (String hidden :
                List.of("status = 'DRAFT'", "deleted_at = now()", "release_at = now() + interval '1 day'")) {
            sql.update("update courses.lesson set " + hidden + " where id = ?", lesson);
            assertThat(lessons(TEACHER, "basilisco")).as(hidden).isEmpty();
            sql.update(
                    "update courses.lesson set status = 'PUBLISHED', deleted_at = null, release_at = null where id = ?",
                    lesson);
        }
        sql.update("update courses.course set status = 'DRAFT' where id = ?", courseOf(lesson));
        assertThat(lessons(TEACHER, "basilisco")).isEmpty();
    }

    @Test
    void anUnlistedCourseIsSearchedByThoseWhoTakeItAndWhereItIsNamed() {
        String lesson = said("Con enlace", "es", "Aquí se habla del cinabrio");
        String course = courseOf(lesson);
        sql.update("update courses.course set status = 'UNLISTED' where id = ?", course);
        assertThat(lessons(OTHER, "cinabrio")).isEmpty();
        assertThat(texts(search(OTHER, Map.of("q", "cinabrio", "c", course)).path("nodes"), "snippet"))
                .hasSize(1);
        enroll(OWNER, course);
        assertThat(lessons(OWNER, "cinabrio")).containsExactly(lesson);
    }

    @Test
    void aCourseIsSearchedAloneAndOneThatIsNotThereIsEmpty() {
        String here = said("Aquí", "es", "Hablamos de la dolomita");
        String there = said("Allí", "es", "Hablamos de la dolomita");
        assertThat(lessons(OTHER, "dolomita")).containsExactlyInAnyOrder(here, there);
        assertThat(texts(
                        search(OTHER, Map.of("q", "dolomita", "c", courseOf(here)))
                                .path("nodes"),
                        "startMs"))
                .hasSize(1);
        for (String nowhere : List.of(Ids.next("crs"), "crs_x", "")) {
            assertThat(search(OTHER, Map.of("q", "dolomita", "c", nowhere))
                            .path("nodes")
                            .isEmpty())
                    .as(nowhere)
                    .isTrue();
        }
    }

    @Test
    void aLetterThatIsWrongIsForgivenWhereNothingSaysTheWord() {
        String lesson = said("Erratas", "es", "El escaramujo florece");
        for (String typed : List.of("escaramuo", "escaranujo", "escarramujo", "escarmaujo", "florece escaramjo")) {
            assertThat(lessons(OTHER, typed)).as(typed).containsExactly(lesson);
        }
        assertThat(lessons(OTHER, "escalamunjo")).isEmpty();
    }

    @Test
    void signsFindNothingAndLanguagesAreKeptApart() {
        String lesson = said("Dos lenguas", "es", "La fumarola humea");
        track(videoOf(lesson), "en", "The fumarola smokes");
        for (String signs : List.of("", " ", "{", "%", "\"", "\\", "?!")) {
            assertThat(lessons(OTHER, signs)).as(signs).isEmpty();
        }
        JsonNode english = search(OTHER, Map.of("q", "fumarola", "l", "en")).path("nodes");
        assertThat(texts(english, "locale")).containsExactly("en");
        assertThat(search(OTHER, Map.of("q", "fumarola")).path("nodes")).hasSize(2);
    }

    @Test
    void pagesGoOnWhereTheLastEnded() {
        String lesson = said(
                "Muchas veces",
                "es",
                "gamuza",
                "nada",
                "nada",
                "nada",
                "gamuza",
                "nada",
                "nada",
                "nada",
                "gamuza",
                "gamuzas");
        Map<String, Object> slice = new HashMap<>(Map.of("q", "gamuza", "f", 1, "c", courseOf(lesson)));
        List<Integer> starts = new ArrayList<>();
        for (boolean hasNext = true; hasNext; ) {
            JsonNode page = search(OTHER, slice);
            page.path("nodes")
                    .valueStream()
                    .forEach(hit -> starts.add(hit.path("startMs").asInt()));
            slice.put("a", page.at("/pageInfo/endCursor").asString());
            hasNext = page.at("/pageInfo/hasNextPage").asBoolean();
        }
        assertThat(starts).doesNotHaveDuplicates().isSorted().hasSizeGreaterThan(1);
        JsonNode error = ask(OTHER, SEARCH, Map.of("q", "otra", "f", 1, "a", slice.get("a")))
                .at("/errors/0");
        assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void aCorrectedCueIsFoundByWhatItSaysNow() {
        String lesson = said("Corregida", "es", "Una hortencia", "y nada más");
        transaction.executeWithoutResult(status -> {
            sql.update(
                    "update courses.caption_cue set text = 'Una hidrangea' where id = 1 and track_id = ?",
                    trackOf(lesson));
            sql.update("update courses.caption_track set revision = revision + 1 where id = ?", trackOf(lesson));
        });
        assertThat(lessons(OTHER, "hidrangea")).containsExactly(lesson);
        assertThat(lessons(OTHER, "hortencia")).isEmpty();
    }

    private String said(String title, String locale, String... cues) {
        String course = createCourse(title);
        String lesson = videoLesson(createModule(course, "Uno"), title, 600_000);
        track(videoOf(lesson), locale, cues);
        assertThat(publish(course)).isEmpty();
        return lesson;
    }

    /** Four seconds a cue, as whoever writes captions leaves them. */
    private void track(String video, String locale, String... cues) {
        transaction.executeWithoutResult(status -> {
            String track = Ids.next("cap");
            sql.update(
                    "insert into courses.caption_track (id, video_id, locale, origin) values (?, ?, ?, 'UPLOADED')",
                    track,
                    video,
                    locale);
            for (int at = 0; at < cues.length; at++) {
                sql.update(
                        "insert into courses.caption_cue (track_id, id, start_ms, end_ms, text, revision) values (?, ?, ?, ?, ?, 1)",
                        track,
                        at + 1,
                        at * 4_000,
                        at * 4_000 + 3_900,
                        cues[at]);
            }
        });
    }

    private List<String> lessons(String user, String query) {
        return search(user, Map.of("q", query))
                .path("nodes")
                .valueStream()
                .map(hit -> hit.at("/lesson/id").asString())
                .toList();
    }

    private JsonNode search(String user, Map<String, ?> variables) {
        Map<String, Object> all = new HashMap<>(Map.of("f", 20));
        all.putAll(variables);
        return as(user, SEARCH, all).path("searchTranscripts");
    }

    private String videoOf(String lesson) {
        return sql.queryForObject("select video_id from courses.lesson where id = ?", String.class, lesson);
    }

    private String courseOf(String lesson) {
        return sql.queryForObject("select course_id from courses.lesson where id = ?", String.class, lesson);
    }

    private String trackOf(String lesson) {
        return sql.queryForObject(
                "select id from courses.caption_track where video_id = ?", String.class, videoOf(lesson));
    }
}
