package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** By what a search can be narrowed, and what that leaves. */
class CourseFacetsTest extends CoursesTestServer {
    private static final int HOUR_MS = 3_600_000;
    private static final String FACETS = """
            query($f: CourseFilter, $s: CourseSort! = RELEVANCE) { courses(filter: $f, sort: $s, first: 20) { nodes { id } facets { counted
              levels { value count } locales { value count } captionLocales { value count } prices { value count } tags { value count }
              durations { minDurationMs maxDurationMs count } ratings { minRating count } } } }
            """;
    /** In the titles of this test's courses and of no others. */
    private static final String WORD = "quetzal";

    private static String easy = "";
    private static String hard = "";
    private static String silent = "";

    @BeforeEach
    void threeCourses() {
        if (!easy.isEmpty()) {
            return;
        }
        easy = course("Quetzal uno", "BEGINNER", List.of("Aves", "Selva"), HOUR_MS / 2, List.of("es", "en"));
        hard = course("Quetzal dos", "ADVANCED", List.of("Aves"), 2 * HOUR_MS, List.of("es"));
        silent = course("Quetzal tres", "ADVANCED", List.of("Selva"), 12 * HOUR_MS, List.of());
        sql.update("update courses.course set title = title || '{\"en\": \"Quetzal two\"}' where id = ?", hard);
        sql.update("update courses.course set is_free = false where id = ?", hard);
        rate(easy, "4.60", 10);
        rate(hard, "5.00", 1);
    }

    @Test
    void everyWayToNarrowSaysHowManyItLeaves() {
        JsonNode facets = facets(Map.of());
        assertThat(facets.path("counted").asInt()).isEqualTo(3);
        assertThat(counts(facets, "levels")).containsExactlyInAnyOrderEntriesOf(Map.of("ADVANCED", 2, "BEGINNER", 1));
        assertThat(counts(facets, "locales")).containsExactlyInAnyOrderEntriesOf(Map.of("es", 3, "en", 1));
        assertThat(counts(facets, "captionLocales")).containsExactlyInAnyOrderEntriesOf(Map.of("es", 2, "en", 1));
        assertThat(counts(facets, "prices")).containsExactlyInAnyOrderEntriesOf(Map.of("FREE", 2, "PAID", 1));
        assertThat(counts(facets, "tags")).containsExactlyInAnyOrderEntriesOf(Map.of("Aves", 2, "Selva", 2));
        assertThat(texts(facets.path("durations"), "count")).containsExactly("1", "1", "0", "1");
        assertThat(facets.at("/durations/3/maxDurationMs").isNull()).isTrue();
        assertThat(texts(facets.path("ratings"), "count")).containsExactly("2", "2", "2", "2");
    }

    @Test
    void whatIsChosenNarrowsTheOthersAndNotItself() {
        JsonNode facets = facets(Map.of("level", List.of("ADVANCED")));
        assertThat(counts(facets, "levels")).containsExactlyInAnyOrderEntriesOf(Map.of("ADVANCED", 2, "BEGINNER", 1));
        assertThat(counts(facets, "prices")).containsExactlyInAnyOrderEntriesOf(Map.of("FREE", 1, "PAID", 1));
        assertThat(counts(facets, "captionLocales")).containsExactlyInAnyOrderEntriesOf(Map.of("es", 1));
        assertThat(texts(facets.path("durations"), "count")).containsExactly("0", "1", "0", "1");
        JsonNode two = facets(Map.of("level", List.of("ADVANCED"), "price", List.of("PAID")));
        assertThat(counts(two, "levels")).containsExactlyInAnyOrderEntriesOf(Map.of("ADVANCED", 1));
        assertThat(counts(two, "prices")).containsExactlyInAnyOrderEntriesOf(Map.of("FREE", 1, "PAID", 1));
    }

    @Test
    void ofTopicsThatAreChosenAllAreThere() {
        assertThat(counts(facets(Map.of("tag", List.of("Aves"))), "tags"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("Aves", 2, "Selva", 1));
        assertThat(found(Map.of("tag", List.of("Aves", "Selva")))).containsExactly(easy);
    }

    @Test
    void whatWasCountedIsWhatIsFound() {
        assertThat(found(Map.of("captionLocale", "es"))).containsExactlyInAnyOrder(easy, hard);
        assertThat(found(Map.of("captionLocale", "en"))).containsExactly(easy);
        assertThat(found(Map.of("captionLocale", "xx"))).isEmpty();
        assertThat(found(Map.of("price", List.of("PAID")))).containsExactly(hard);
        assertThat(found(Map.of("price", List.of("PAID", "FREE")))).hasSize(3);
        assertThat(found(Map.of("minRating", 4.5))).containsExactlyInAnyOrder(easy, hard);
        assertThat(found(Map.of("minDurationMs", 10 * HOUR_MS))).containsExactly(silent);
        assertThat(found(Map.of(
                        "level", List.of("ADVANCED"), "captionLocale", "es", "price", List.of("PAID"), "minRating", 5)))
                .containsExactly(hard);
    }

    @Test
    void aCourseHasCaptionsInALanguageWhenEachOfItsVideosHas() {
        String course = course("Colibrí esmeralda", "ALL", List.of(), HOUR_MS, List.of("es", "en"));
        String lesson = videoLesson(createModule(course, "Dos"), "Sin subtítulos", 60_000);
        assertThat(publish(course)).isEmpty();
        String filter = "query($f: CourseFilter) { courses(filter: $f, first: 5) { nodes { id } } }";
        Map<String, ?> captioned = Map.of("f", Map.of("query", "colibri esmeralda", "captionLocale", "es"));
        assertThat(texts(as(LEARNER, filter, captioned).at("/courses/nodes"), "id"))
                .isEmpty();
        caption(video(lesson), "es");
        assertThat(texts(as(LEARNER, filter, captioned).at("/courses/nodes"), "id"))
                .containsExactly(course);
    }

    @Test
    void oneReviewOfFiveStarsIsNoBetterThanTenOfAlmostAsMany() {
        assertThat(texts(
                        as(LEARNER, FACETS, Map.of("f", Map.of("query", WORD), "s", "RATING"))
                                .at("/courses/nodes"),
                        "id"))
                .containsExactly(easy, hard, silent);
    }

    @Test
    void aRatingThatNoStarsMakeIsRefused() {
        JsonNode error =
                ask(LEARNER, FACETS, Map.of("f", Map.of("minRating", 7))).at("/errors/0");
        assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(error.path("message").asString()).contains("from 1 to 5 stars");
    }

    @Test
    void draftsAreCountedForNobody() {
        createCourse("Quetzal en borrador");
        assertThat(facets(Map.of()).path("counted").asInt()).isEqualTo(3);
    }

    private String course(String title, String level, List<String> tags, int durationMs, List<String> captions) {
        String course = createCourse(title);
        String lesson = videoLesson(createModule(course, "Uno"), "Ver", durationMs);
        captions.forEach(locale -> caption(video(lesson), locale));
        assertThat(codes(as(
                                TEACHER,
                                "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code } } }",
                                Map.of(
                                        "i",
                                        Map.of(
                                                "id",
                                                course,
                                                "expectedRevision",
                                                revision(course),
                                                "level",
                                                level,
                                                "tags",
                                                tags)))
                        .path("updateCourse")))
                .isEmpty();
        assertThat(publish(course)).isEmpty();
        return course;
    }

    private String video(String lesson) {
        return sql.queryForObject("select video_id from courses.lesson where id = ?", String.class, lesson);
    }

    private void caption(String video, String locale) {
        sql.update(
                "insert into courses.caption_track (id, video_id, locale, origin) values (?, ?, ?, 'UPLOADED')",
                Ids.next("cap"),
                video,
                locale);
    }

    private void rate(String course, String average, int count) {
        sql.update("insert into courses.course_rating values (?, ?::numeric, ?, 1)", course, average, count);
    }

    private List<String> found(Map<String, ?> filter) {
        return texts(search(filter).path("nodes"), "id");
    }

    private JsonNode facets(Map<String, ?> filter) {
        return search(filter).path("facets");
    }

    private JsonNode search(Map<String, ?> filter) {
        Map<String, Object> whole = new HashMap<>(filter);
        whole.put("query", WORD);
        return as(LEARNER, FACETS, Map.of("f", whole)).path("courses");
    }

    private static Map<String, Integer> counts(JsonNode facets, String kind) {
        Map<String, Integer> all = new HashMap<>();
        facets.path(kind)
                .valueStream()
                .forEach(each -> all.put(
                        each.path("value").asString(), each.path("count").asInt()));
        return all;
    }
}
