package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Courses that people keep for later. */
class SavedCoursesTest extends CoursesTestServer {
    private final String ana = Ids.next("usr");
    private final String eva = Ids.next("usr");

    @Test
    void aCourseIsKeptOnceHoweverOftenItIsSaidAndTheLatestComesFirst() {
        String first = publishedCourse("Para luego");
        String second = publishedCourse("También");
        assertThat(save(ana, first, true).at("/course/viewerSaved").asBoolean()).isTrue();
        List<CompletableFuture<JsonNode>> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> save(ana, second, true)));
        }
        asked.forEach(each -> assertThat(codes(each.join())).isEmpty());
        assertThat(saved(ana, 10, null).path("totalCount").asInt()).isEqualTo(2);
        assertThat(texts(saved(ana, 10, null).path("nodes"), "id")).containsExactly(second, first);
        assertThat(texts(saved(eva, 10, null).path("nodes"), "id")).isEmpty();

        JsonNode page = saved(ana, 1, null);
        assertThat(texts(
                        saved(ana, 1, page.at("/pageInfo/endCursor").asString()).path("nodes"), "id"))
                .containsExactly(first);

        assertThat(save(ana, second, false).at("/course/viewerSaved").asBoolean(true))
                .isFalse();
        assertThat(codes(save(ana, second, false))).as("twice").isEmpty();
        assertThat(texts(saved(ana, 10, null).path("nodes"), "id")).containsExactly(first);
    }

    @Test
    void whatIsNotToBeSeenMeanwhileComesBackWithItsCourse() {
        String course = publishedCourse("Va y viene");
        save(ana, course, true);
        unpublish(course);
        assertThat(texts(saved(ana, 10, null).path("nodes"), "id")).isEmpty();
        assertThat(saved(ana, 10, null).path("totalCount").asInt()).isZero();
        assertThat(codes(save(eva, course, true)))
                .as("nobody keeps what they do not see")
                .containsExactly("NOT_FOUND");
        assertThat(publish(course)).isEmpty();
        assertThat(texts(saved(ana, 10, null).path("nodes"), "id")).containsExactly(course);

        unpublish(course);
        assertThat(codes(save(ana, course, false))).isEmpty();
        assertThat(publish(course)).isEmpty();
        assertThat(texts(saved(ana, 10, null).path("nodes"), "id")).isEmpty();
    }

    @Test
    void whatOneKeepsIsTellableToOneselfAloneAndMayBeAskedOfManyCoursesAtOnce() {
        String course = publishedCourse("Mío");
        save(ana, course, true);
        assertThat(entity(eva, ana, 10, null).isNull()).isTrue();
        JsonNode both = as(
                        ana,
                        "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Course { viewerSaved } } }",
                        Map.of("ids", List.of(course, publishedCourse("Otro"))))
                .path("nodes");
        assertThat(both.path(0).path("viewerSaved").asBoolean()).isTrue();
        assertThat(both.path(1).path("viewerSaved").asBoolean(true)).isFalse();
        assertThat(ask(NOBODY, "query($id: ID!) { course(id: $id) { viewerSaved } }", Map.of("id", course))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aPageIsFullBehindManyThatAreNotToBeSeen() {
        String first = publishedCourse("El primero de todos");
        save(ana, first, true);
        for (int n = 0; n < 3; n++) {
            String hidden = publishedCourse("Oculto");
            save(ana, hidden, true);
            unpublish(hidden);
        }
        JsonNode page = saved(ana, 1, null);
        assertThat(texts(page.path("nodes"), "id")).containsExactly(first);
        assertThat(page.at("/pageInfo/hasNextPage").asBoolean(true)).isFalse();
        assertThat(page.path("totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void thereIsRoomForFiveHundred() {
        String course = publishedCourse("El quinientos");
        sql.update("""
                        insert into courses.course (id, slug, owner_id, title, original_locale)
                          select 'crs_' || lpad(n::text, 6, '0') || upper(substr(md5(? || n), 1, 20)), md5(? || n), ?, '{"es": "x"}', 'es'
                            from generate_series(1, 500) n
                        """, ana, ana, TEACHER);
        sql.update(
                "insert into courses.saved_course select ?, id, now() from courses.course where slug in (select md5(? || n) from generate_series(1, 500) n)",
                ana,
                ana);
        try {
            assertThat(codes(save(ana, course, true))).containsExactly("TOO_MANY_SAVED");
            sql.update(
                    "update courses.saved_course set course_id = ? where course_id = (select min(course_id) from courses.saved_course where user_id = ?) and user_id = ?",
                    course,
                    ana,
                    ana);
            assertThat(codes(save(ana, course, true)))
                    .as("what is kept already")
                    .isEmpty();
            save(ana, course, false);
        } finally {
            sql.update(
                    "delete from courses.course where slug in (select md5(? || n) from generate_series(1, 500) n)",
                    ana);
        }
        assertThat(codes(save(ana, course, true))).isEmpty();
    }

    private void unpublish(String course) {
        assertThat(codes(as(
                                TEACHER,
                                "mutation($id: ID!, $r: Int!) { unpublishCourse(id: $id, expectedRevision: $r) { userErrors { code } } }",
                                Map.of("id", course, "r", revision(course)))
                        .path("unpublishCourse")))
                .isEmpty();
    }

    private JsonNode save(String user, String course, boolean on) {
        return as(user, """
                        mutation($id: ID!, $on: Boolean!) { saveCourse(courseId: $id, on: $on) {
                          course { id viewerSaved } userErrors { code message } } }
                        """, Map.of("id", course, "on", on)).path("saveCourse");
    }

    private JsonNode saved(String user, int first, String after) {
        return entity(user, user, first, after);
    }

    private JsonNode entity(String asking, String whose, int first, String after) {
        Map<String, Object> variables =
                new HashMap<>(Map.of("them", List.of(Map.of("__typename", "User", "id", whose)), "first", first));
        variables.put("after", after);
        return as(asking, """
                        query($them: [_Any!]!, $first: Int, $after: String) { _entities(representations: $them) { ... on User {
                          savedCourses(first: $first, after: $after) { totalCount nodes { id title } pageInfo { hasNextPage endCursor } } } } }
                        """, variables).at("/_entities/0/savedCourses");
    }
}
