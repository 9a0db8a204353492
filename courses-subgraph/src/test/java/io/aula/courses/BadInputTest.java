package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What cannot be done is said in words that help, and is never our fault. */
class BadInputTest extends CoursesTestServer {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { courses(filter: {query: "x"}) { nodes { id } } }         | with first or with last
            { courses(first: 101) { nodes { id } } }                    | 0 to 100
            { courses(first: -1) { nodes { id } } }                     | 0 to 100
            { courses(first: 1, last: 1) { nodes { id } } }             | not with both
            { courses(last: 1, after: "x") { nodes { id } } }           | after goes with first
            { courses(first: 1, before: "x") { nodes { id } } }         | before with last
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
                .isEqualTo("TITLE_INVALID: A title has 1 to 200 characters that can be seen.");
        assertThat(update(course, Map.of("slug", "Con Espacios"))).startsWith("SLUG_INVALID: ");
        publishedCourse("Ocupado");
        assertThat(update(course, Map.of("slug", "ocupado"))).startsWith("SLUG_TAKEN: ");
        assertThat(update(course, Map.of("settings", Map.of("completionThreshold", 0.2))))
                .isEqualTo("THRESHOLD_RANGE: The threshold is between 0.5 and 1.");
        assertThat(update(course, Map.of("instructorIds", List.of(OTHER_TEACHER))))
                .startsWith("OWNER_MISSING: ");
        assertThat(update("crs_0000000000000000000000000A", Map.of())).startsWith("NOT_FOUND: ");
    }

    @Test
    void aCreationRepeatedAfterWhatItMadeWasDeletedSaysThatItIsGone() {
        String course = createCourse("Dos veces");
        String module = createModule(course, "Uno");
        Map<String, Object> input =
                Map.of("moduleId", module, "title", "a", "kind", "ARTICLE", "idempotencyKey", key());
        String lesson = createLesson(input).at("/lesson/id").asString();
        assertThat(deleteItem(course, lesson)).isEmpty();
        assertThat(codes(createLesson(input))).containsExactly("NOT_FOUND");
    }

    @Test
    void aCreationThatWasRefusedLeavesItsKeyFree() {
        String module = createModule(createCourse("La clave vuelve"), "Uno");
        Map<String, Object> input =
                new HashMap<>(Map.of("moduleId", module, "title", "a", "kind", "ARTICLE", "idempotencyKey", key()));
        input.put("afterId", "les_01NOSUCHLESSON00000000000");
        assertThat(codes(createLesson(input))).containsExactly("NOT_FOUND");
        input.remove("afterId");
        JsonNode made = createLesson(input);
        assertThat(codes(made)).isEmpty();
        assertThat(createLesson(input).at("/lesson/id")).as("said twice").isEqualTo(made.at("/lesson/id"));
        input.put("title", "b");
        assertThat(codes(createLesson(input))).containsExactly("IDEMPOTENCY_KEY_REUSED");
        input.put("idempotencyKey", " ");
        assertThat(codes(createLesson(input))).containsExactly("IDEMPOTENCY_KEY_INVALID");
    }

    private JsonNode createLesson(Map<String, ?> input) {
        return as(
                        TEACHER,
                        "mutation($i: CreateLessonInput!) { createLesson(input: $i) { lesson { id } userErrors { code } } }",
                        Map.of("i", input))
                .path("createLesson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "../../etc/passwd", "usr_01TESTTEACHER000000000000A"})
    void whatIsNoIdOfThatKindIsNotFound(String id) {
        JsonNode answer = as(TEACHER, """
                mutation($id: ID!, $k: String!) {
                  enroll(input: {courseId: $id, idempotencyKey: $k}) { enrollment { id } userErrors { code } }
                  withdraw(enrollmentId: $id) { enrollment { id } userErrors { code } }
                  abortUpload(id: $id) { upload { id } userErrors { code } }
                  retryProcessing(videoId: $id) { video { id } userErrors { code } }
                  deleteVideo(id: $id) { deletedId userErrors { code } }
                  restoreVideo(id: $id) { video { id } userErrors { code } }
                  publishLesson(id: $id) { lesson { id } userErrors { code } }
                  deleteItem(id: $id, expectedRevision: 1) { deletedId userErrors { code } }
                  restoreItem(id: $id) { item { __typename } course { id } userErrors { code } }
                  recordWatch(input: {sessionId: $id, seq: 0, intervals: [], positionMs: 0}) { progress { readAt } userErrors { code } }
                  recordRead(lessonId: $id) { progress { readAt } userErrors { code } } }
                """, Map.of("id", id, "k", key()));
        answer.properties().forEach(each -> {
            assertThat(codes(each.getValue())).as(each.getKey()).containsExactly("NOT_FOUND");
            each.getValue().properties().stream()
                    .filter(field -> !field.getKey().equals("userErrors"))
                    .forEach(field -> assertThat(field.getValue().isNull()).isTrue());
        });
    }

    @Test
    void aTextWithNulIsRefusedWhereverItStands() {
        String course = createCourse("Nulo");
        for (JsonNode answer : List.of(
                ask(LEARNER, "query($id: ID!) { node(id: $id) { id } }", Map.of("id", course + "\u0000")),
                ask(LEARNER, "{ courses(first: 1, filter: {query: \"a\\u0000\"}) { nodes { id } } }", Map.of()),
                ask(
                        TEACHER,
                        "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "id",
                                        course,
                                        "expectedRevision",
                                        1,
                                        "title",
                                        List.of(Map.of("locale", "es", "text", "a\u0000b"))))))) {
            assertThat(answer.at("/errors/0/extensions/code").asString())
                    .as("%s", answer)
                    .isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void anIdWithNulAmongManyIsNullAndTheOthersAreFound() {
        String course = createCourse("Uno de tres");
        JsonNode found = as(
                TEACHER,
                "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
                Map.of("ids", List.of(course, course + "\u0000", "\u0000", course)));
        assertThat(found.at("/nodes/0/id").asString()).isEqualTo(course);
        assertThat(found.at("/nodes/1").isNull()).isTrue();
        assertThat(found.at("/nodes/2").isNull()).isTrue();
        assertThat(found.at("/nodes/3/id").asString()).isEqualTo(course);
    }

    @Test
    void aLongWithAPlusIsRefused() {
        Map<String, Object> input =
                Map.of("idempotencyKey", key(), "filename", "a.mp4", "bytes", "+5", "mimeType", "video/mp4");
        assertThat(ask(
                                TEACHER,
                                "mutation($i: CreateVideoUploadInput!) { createVideoUpload(input: $i) { userErrors { code } } }",
                                Map.of("i", input))
                        .at("/errors/0/message")
                        .asString())
                .contains("optional minus and digits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "crs",
                "crs_",
                "crs_1",
                "crs_01demo0000000000000000000a",
                "usr_1",
                "usr_",
                "cmt_!",
                "vid_1",
                "upl_1",
                "enr_1",
                "les_1",
                "mod_1",
                "abc_0000000000000000000000000A",
                "_0000000000000000000000000A",
                "crs_0000000000000000000000000A",
                "mod_0000000000000000000000000A",
                "les_0000000000000000000000000A",
                "vid_0000000000000000000000000A",
                "upl_0000000000000000000000000A",
                "enr_0000000000000000000000000A",
                "crs_٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠"
            })
    void whatIsNoIdOrNamesNothingIsNullWithoutAnError(String id) {
        JsonNode found = as(
                TEACHER,
                "query($id: ID!) { node(id: $id) { id __typename } nodes(ids: [$id]) { id } }",
                Map.of("id", id));
        assertThat(found.path("node").isNull()).as(id).isTrue();
        assertThat(found.at("/nodes/0").isNull()).as(id).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200B", "\u00A0\u202E", "\uFEFF\n", "![](x.png)", "<img src='x'>"})
    void whatCannotBeSeenIsNoTitle(String title) {
        JsonNode refused = as(
                        TEACHER,
                        "mutation($i: CreateCourseInput!) { createCourse(input: $i) { userErrors { code path } } }",
                        Map.of("i", Map.of("idempotencyKey", key(), "title", title, "originalLocale", "es")))
                .at("/createCourse/userErrors/0");
        assertThat(refused.path("code").asString()).isEqualTo("TITLE_INVALID");
        assertThat(refused.at("/path/0").asString()).isEqualTo("title");
    }

    @Test
    void whatIsTypedIsKeptComposedAndTrimmedByWhatCanBeSeen() {
        String course = createCourse("\u200B I\u0301ndices\u202E\nraros\u00A0");
        assertThat(update(
                        course,
                        Map.of(
                                "tags",
                                List.of(" bases\u200B", "\u200B", "bases", "cafe\u0301"),
                                "subtitle",
                                List.of(Map.of("locale", "es", "text", "\uFEFFpara todas\u2060")))))
                .isEqualTo(": ");
        JsonNode kept = as(
                        TEACHER,
                        "query($id: ID!) { course(id: $id) { title slug subtitle tags } }",
                        Map.of("id", course))
                .path("course");
        assertThat(kept.path("title").asString()).isEqualTo("Índices raros");
        assertThat(kept.path("slug").asString()).isEqualTo("indices-raros");
        assertThat(kept.path("subtitle").asString()).isEqualTo("para todas");
        assertThat(kept.path("tags").valueStream().map(JsonNode::asString)).containsExactly("bases", "café");
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

    @Test
    void aTextHasFiftyLanguagesAtMostHoweverManyCallsBringThem() {
        String course = createCourse("Lenguas");
        String lesson = createArticle(createModule(course, "Uno"), "a");
        assertThat(titled(lesson, 0, 40)).isEmpty();
        assertThat(titled(lesson, 40, 20)).containsExactly("TOO_MANY_LANGUAGES");
        assertThat(titled(lesson, 20, 20)).as("those that are there already").isEmpty();
        assertThat(written(lesson, Map.of("locale", "es", "text", "<p>" + "<i>x</i>".repeat(60_000))))
                .as("more markup than anybody writes")
                .containsExactly("TEXT_TOO_LONG");
        for (int n = 0; n < 5; n++) {
            assertThat(written(lesson, Map.of("locale", language(n), "text", "x".repeat(450_000))))
                    .isEqualTo(n < 4 ? List.of() : List.of("TEXT_TOO_LONG"));
        }
    }

    private List<String> titled(String lesson, int from, int many) {
        List<Map<String, String>> titles = IntStream.range(from, from + many)
                .mapToObj(n -> Map.of("locale", language(n), "text", "T" + n))
                .toList();
        return updated(Map.of("id", lesson, "title", titles));
    }

    private List<String> written(String lesson, Map<String, String> text) {
        return updated(Map.of("id", lesson, "articleHtml", List.of(text)));
    }

    private List<String> updated(Map<String, ?> input) {
        return texts(
                as(
                                TEACHER,
                                "mutation($i: UpdateLessonInput!) { updateLesson(input: $i) { userErrors { code } } }",
                                Map.of("i", input))
                        .at("/updateLesson/userErrors"),
                "code");
    }

    /** Names of languages, real or not. */
    private static String language(int n) {
        return "q" + (char) ('a' + n / 26) + (char) ('a' + n % 26);
    }

    @Test
    void signsAroundAWordHideNothing() {
        publishedCourse("Hormigas, avispas y C++");
        for (String query :
                List.of("¿hormigas?", "\"hormigas\"", "(Hormigas)", "avispas.", "hormigas, avispas", "c++")) {
            assertThat(found(query)).as(query).isEqualTo(1);
        }
        for (String query : List.of("hormigas abejas", "{", "\"", "?!")) {
            assertThat(found(query)).as(query).isZero();
        }
    }

    private int found(String query) {
        return as(
                        LEARNER,
                        "query($q: String!) { courses(first: 50, filter: {query: $q}) { nodes { id title } } }",
                        Map.of("q", query))
                .at("/courses/nodes")
                .valueStream()
                .filter(course -> course.path("title").asString().startsWith("Hormigas"))
                .toList()
                .size();
    }

    @Test
    void aProgramWithNextToNoRightsReadsWhatEverybodyReads() {
        String course = publishedCourse("Con poco");
        enroll(LEARNER, course);
        String asked =
                "query($id: ID!) { course(id: $id) { title viewerAccess { allowed } deletedItems { id } modules { lessons { id viewerAccess { allowed } content { ... on ArticleContent { html } } } } } }";
        assertThat(as(LEARNER, asked, Map.of("id", course))
                        .at("/course/modules/0/lessons/0/content/html")
                        .asString())
                .contains("Hola");
        for (String person : List.of(LEARNER, TEACHER)) {
            JsonNode seen = as(narrow(person), asked, Map.of("id", course));
            assertThat(seen.at("/course/title").asString()).isEqualTo("Con poco");
            assertThat(seen.at("/course/modules/0/lessons/0/viewerAccess/allowed")
                            .asBoolean(true))
                    .isFalse();
            assertThat(seen.at("/course/modules/0/lessons/0/content/html").asString())
                    .isEmpty();
        }
        for (String field : List.of("viewerEnrollment { id }", "modules { lessons { viewerProgress { coverage } } }")) {
            JsonNode answer =
                    ask(narrow(LEARNER), "query($id: ID!) { course(id: $id) { " + field + " } }", Map.of("id", course));
            assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INSUFFICIENT_SCOPE");
        }
        String draft = createCourse("Borrador");
        assertThat(as(narrow(TEACHER), "query($id: ID!) { course(id: $id) { id } }", Map.of("id", draft))
                        .path("course")
                        .isNull())
                .isTrue();
    }
}
