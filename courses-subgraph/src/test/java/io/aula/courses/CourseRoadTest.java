package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CourseRoadTest extends CoursesTestServer {
    private static final String CREATE =
            "mutation($i: CreateCourseInput!) { createCourse(input: $i) { course { id slug revision } userErrors { __typename code } } }";
    private static final String UPDATE =
            "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { course { id } userErrors { __typename code } } }";

    @Test
    void aTeacherPublishesAndALearnerFindsAndEnrolls() {
        String course = createCourse("Índices en PostgreSQL");
        assertThat(publish(course)).containsExactly("NO_LESSONS");

        createArticle(createModule(course, "Uno"), "Leer");
        assertThat(publish(course)).isEmpty();
        assertThat(topics(course)).containsExactly("course.updated", "course.published");

        JsonNode found = as(NOBODY, """
                { courses(first: 5, filter: {query: "indices postgre"}) { totalCount
                  nodes { id title lessonCount instructors { id } modules { title lessons { title content { __typename } } } viewerAccess { allowed reason } }
                  edges { cursor } pageInfo { hasNextPage endCursor } } }
                """, Map.of()).path("courses");
        assertThat(texts(found.path("nodes"), "id")).containsExactly(course);
        assertThat(found.path("totalCount").asInt()).isEqualTo(1);
        assertThat(found.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(found.at("/nodes/0/modules/0/lessons/0/content/__typename").asString())
                .isEqualTo("ArticleContent");
        assertThat(found.at("/nodes/0/instructors/0/id").asString()).isEqualTo(TEACHER);

        JsonNode enrolled = enroll(LEARNER, course);
        assertThat(enrolled.at("/enrollment/status").asString()).isEqualTo("ACTIVE");
        assertThat(enrolled.at("/enrollment/course/learnerCount").asInt()).isEqualTo(1);
    }

    @Test
    void aStaleRevisionIsAConflictAndAForeignDraftDoesNotExist() {
        String course = createCourse("Borrador");
        Map<String, ?> late = Map.of("i", Map.of("id", course, "expectedRevision", 7, "level", "BEGINNER"));
        assertThat(texts(as(TEACHER, UPDATE, late).at("/updateCourse/userErrors"), "__typename"))
                .containsExactly("ConflictError");
        assertThat(texts(as(OTHER_TEACHER, UPDATE, late).at("/updateCourse/userErrors"), "__typename"))
                .containsExactly("NotFoundError");
        JsonNode node = as(OTHER_TEACHER, "query($id: ID!) { node(id: $id) { id } }", Map.of("id", course));
        assertThat(node.path("node").isNull()).isTrue();
    }

    @Test
    void whoAsksForNoLanguageReadsTheAuthorsAndAnEditCanAskForOne() {
        String course = createCourse("Señales");
        as(
                TEACHER,
                UPDATE,
                Map.of(
                        "i",
                        Map.of(
                                "id",
                                course,
                                "expectedRevision",
                                1,
                                "title",
                                List.of(Map.of("locale", "en", "text", "Signals")))));

        String ask =
                "query($id: ID!) { course(id: $id) { plain: title en: title(locale: \"en-GB\") fr: title(locale: \"fr\") } }";
        assertThat(as(TEACHER, ask, Map.of("id", course)).at("/course/plain").asString())
                .isEqualTo("Signals");
        JsonNode titles = ask(TEACHER, ask, Map.of("id", course), new String[0]).at("/data/course");
        assertThat(titles.path("plain").asString()).isEqualTo("Señales");
        assertThat(titles.path("en").asString()).isEqualTo("Signals");
        assertThat(titles.path("fr").asString()).isEqualTo("Señales");
    }

    @Test
    void theSameKeyMakesOneCourse() {
        Map<String, ?> input = Map.of("i", Map.of("idempotencyKey", "same", "title", "Uno", "originalLocale", "es"));
        String first = as(TEACHER, CREATE, input).at("/createCourse/course/id").asString();
        String second = as(TEACHER, CREATE, input).at("/createCourse/course/id").asString();
        assertThat(second).isEqualTo(first);

        Map<String, ?> other = Map.of("i", Map.of("idempotencyKey", "same", "title", "Dos", "originalLocale", "es"));
        assertThat(texts(as(TEACHER, CREATE, other).at("/createCourse/userErrors"), "__typename"))
                .containsExactly("ConflictError");
    }

    @Test
    void aDragMovesModulesAndLessonsAndLessonsAlsoToAnotherModule() {
        String course = createCourse("Orden");
        String one = createModule(course, "Uno");
        String two = createModule(course, "Dos");
        String a = createArticle(one, "a");
        String b = createArticle(one, "b");
        String c = createArticle(two, "c");
        move(first(two));
        move(Map.of("itemId", a, "toModuleId", two, "afterId", c));

        JsonNode modules = as(
                        TEACHER,
                        "query($id: ID!) { course(id: $id) { modules { id lessons { id next { id } } } } }",
                        Map.of("id", course))
                .at("/course/modules");
        assertThat(texts(modules, "id")).containsExactly(two, one);
        assertThat(texts(modules.at("/0/lessons"), "id")).containsExactly(c, a);
        assertThat(texts(modules.at("/1/lessons"), "id")).containsExactly(b);
        assertThat(modules.at("/0/lessons/1/next/id").asString()).isEqualTo(b);
    }

    @Test
    void whereNothingIsSaidOfThePlaceItIsTheLast() {
        String course = createCourse("Al final");
        String one = createModule(course, "Uno");
        String two = createModule(course, "Dos");
        String a = createArticle(one, "a");
        String b = createArticle(two, "b");
        String c = createArticle(two, "c");
        move(Map.of("itemId", a, "toModuleId", two));
        assertThat(lessons(course, 1)).containsExactly(b, c, a);
        move(first(a));
        assertThat(lessons(course, 1)).containsExactly(a, b, c);
        move(Map.of("itemId", one));
        assertThat(lessons(course, 0)).containsExactly(a, b, c);
    }

    @Test
    void aGapIsNeverUsedUpHoweverOftenSomethingIsDroppedIntoIt() {
        String course = createCourse("Sin hueco");
        String module = createModule(course, "Uno");
        String a = createArticle(module, "a");
        String b = createArticle(module, "b");
        String c = createArticle(module, "c");
        List<String> expected = new java.util.ArrayList<>(List.of(a, b, c));
        for (int i = 0; i < 160; i++) {
            String last = expected.removeLast();
            expected.add(1, last);
            move(Map.of("itemId", last, "afterId", a));
        }
        assertThat(lessons(course, 0)).isEqualTo(expected);
        assertThat(sql.queryForList(
                        "select length(rank) from courses.lesson where course_id = ?", Integer.class, course))
                .allMatch(length -> length <= 24);
    }

    private List<String> lessons(String course, int module) {
        return texts(
                as(TEACHER, "query($id: ID!) { course(id: $id) { modules { lessons { id } } } }", Map.of("id", course))
                        .at("/course/modules/" + module + "/lessons"),
                "id");
    }

    private static Map<String, Object> first(String item) {
        Map<String, Object> input = new java.util.HashMap<>(Map.of("itemId", item));
        input.put("afterId", null);
        return input;
    }

    private void move(Map<String, ?> input) {
        JsonNode moved = as(
                        TEACHER,
                        "mutation($i: MoveItemInput!) { moveItem(input: $i) { item { __typename } course { id } userErrors { code } } }",
                        Map.of("i", input))
                .path("moveItem");
        assertThat(moved.path("userErrors").isEmpty()).as("%s", moved).isTrue();
        assertThat(moved.at("/item/__typename").asString()).isIn(List.of("Module", "Lesson"));
    }
}
