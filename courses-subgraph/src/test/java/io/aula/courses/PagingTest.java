package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists are read in pages from the database: a page goes on where the last one ended, whatever came in between. */
class PagingTest extends CoursesTestServer {
    private static final String UPLOADER = "usr_01TESTTEACHERPAGING0000001";
    private static final String OTHER_UPLOADER = "usr_01TESTTEACHERPAGING0000002";
    private static final String TEACHING = "usr_01TESTTEACHERPAGING0000003";
    private static final String READER = "usr_01TESTLEARNERPAGING0000001";

    @Test
    void myVideosGoOnAfterTheCursorAlsoWhenNewOnesCameIn() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(newVideo());
        }
        JsonNode first = videos(Map.of("first", 2));
        assertThat(texts(first.path("nodes"), "id")).isEqualTo(made.subList(0, 2));
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        newVideo();
        JsonNode second = videos(Map.of("first", 2, "after", end(first)));
        assertThat(texts(second.path("nodes"), "id")).isEqualTo(made.subList(2, 4));
        JsonNode third = videos(Map.of("first", 2, "after", end(second)));
        assertThat(texts(third.path("nodes"), "id")).isEqualTo(made.subList(4, 5));
        assertThat(third.at("/pageInfo/hasNextPage").asBoolean()).isFalse();

        assertThat(videos(Map.of("first", 9, "status", List.of("FAILED")))
                        .path("nodes")
                        .isEmpty())
                .isTrue();
        assertThat(videos(Map.of("first", 9, "status", List.of("UPLOADING", "FAILED")))
                        .path("nodes"))
                .hasSize(6);
    }

    private String newVideo() {
        return createUpload(UPLOADER, Map.of()).at("/upload/video/id").asString();
    }

    private JsonNode videos(Map<String, ?> slice) {
        return as(
                        UPLOADER,
                        "query($first: Int, $after: String, $status: [VideoStatus!]) { myVideos(first: $first, after: $after, status: $status) { nodes { id } pageInfo { hasNextPage endCursor } } }",
                        slice)
                .path("myVideos");
    }

    @Test
    void enrollmentsArePagedInBothDirectionsAndNarrowedByStatus() {
        List<String> courses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String course = publishedCourse("Página " + i);
            enroll(READER, course);
            courses.addFirst(course);
        }
        JsonNode first = enrollments(Map.of("first", 3));
        assertThat(taken(first)).isEqualTo(courses.subList(0, 3));
        assertThat(taken(enrollments(Map.of("first", 3, "after", end(first))))).isEqualTo(courses.subList(3, 4));
        JsonNode last = enrollments(Map.of("last", 2));
        assertThat(taken(last)).isEqualTo(courses.subList(2, 4));
        assertThat(last.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
        assertThat(taken(enrollments(Map.of(
                        "last", 5, "before", last.at("/pageInfo/startCursor").asString()))))
                .isEqualTo(courses.subList(0, 2));

        String left = first.at("/nodes/0/id").asString();
        as(READER, "mutation($id: ID!) { withdraw(enrollmentId: $id) { userErrors { code } } }", Map.of("id", left));
        assertThat(enrollments(Map.of("first", 9)).path("totalCount").asInt()).isEqualTo(3);
        assertThat(taken(enrollments(Map.of("first", 9, "filter", Map.of("status", List.of("WITHDRAWN"))))))
                .isEqualTo(courses.subList(0, 1));
        assertThat(taken(enrollments(Map.of("first", 9, "filter", Map.of("courseId", courses.get(2))))))
                .isEqualTo(courses.subList(2, 3));
    }

    @Test
    void whatSomebodyTeachesGoesOnAfterACursorOfBeforeCursorsNamedTheirOrder() {
        for (int i = 0; i < 5; i++) {
            teachOneMore("Enseño " + i);
        }
        List<String> all = texts(teaching(Map.of("first", 9)).path("nodes"), "id");
        assertThat(all).hasSize(5);
        JsonNode first = teaching(Map.of("first", 2));
        assertThat(texts(first.path("nodes"), "id")).isEqualTo(all.subList(0, 2));
        assertThat(new String(Base64.getUrlDecoder().decode(end(first)), StandardCharsets.UTF_8))
                .as("as integrators hold them: a number and an id")
                .matches("[0-9]+:crs_[^:]+");
        teachOneMore("Enseño también");
        assertThat(texts(teaching(Map.of("first", 2, "after", end(first))).path("nodes"), "id"))
                .isEqualTo(all.subList(2, 4));
    }

    private void teachOneMore(String title) {
        as(
                TEACHING,
                "mutation($i: CreateCourseInput!) { createCourse(input: $i) { course { id } userErrors { code } } }",
                Map.of("i", Map.of("idempotencyKey", key(), "title", title, "originalLocale", "es")));
    }

    private JsonNode teaching(Map<String, ?> slice) {
        Map<String, Object> variables = new HashMap<>(slice);
        variables.put("me", List.of(Map.of("__typename", "User", "id", TEACHING)));
        return as(TEACHING, """
                        query($me: [_Any!]!, $first: Int, $after: String) { _entities(representations: $me) { ... on User {
                          teaching(first: $first, after: $after) { nodes { id } pageInfo { endCursor } } } } }
                        """, variables).at("/_entities/0/teaching");
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        JsonNode mine = createUpload(OTHER_UPLOADER, Map.of());
        assertThat(mine.path("userErrors").isEmpty()).isTrue();
        String ofVideos = as(OTHER_UPLOADER, "{ myVideos(first: 1) { pageInfo { endCursor } } }", Map.of())
                .at("/myVideos/pageInfo/endCursor")
                .asString();
        JsonNode error = ask(
                        READER,
                        "query($after: String!) { courses(first: 1, after: $after) { nodes { id } } }",
                        Map.of("after", ofVideos))
                .at("/errors/0");
        assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(error.path("message").asString()).contains("of another list");
    }

    @Test
    void aCursorOfAnotherOrderIsRefusedByItsName() {
        publishedCourse("Orden uno");
        publishedCourse("Orden dos");
        String query =
                "query($s: CourseSort!, $a: String) { courses(sort: $s, first: 1, after: $a) { nodes { id } pageInfo { endCursor } } }";
        String newest = as(READER, query, Map.of("s", "NEWEST"))
                .at("/courses/pageInfo/endCursor")
                .asString();
        assertThat(as(READER, query, Map.of("s", "NEWEST", "a", newest))
                        .at("/courses/nodes")
                        .size())
                .isEqualTo(1);
        JsonNode error = ask(READER, query, Map.of("s", "POPULAR", "a", newest)).at("/errors/0");
        assertThat(error.at("/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(error.path("message").asString()).contains("cursor of after", "in another order");
    }

    private JsonNode enrollments(Map<String, ?> slice) {
        Map<String, Object> variables = new HashMap<>(slice);
        variables.put("me", List.of(Map.of("__typename", "User", "id", READER)));
        return as(READER, """
                        query($me: [_Any!]!, $first: Int, $after: String, $last: Int, $before: String, $filter: EnrollmentFilter) {
                          _entities(representations: $me) { ... on User {
                            enrollments(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
                              totalCount nodes { id course { id } } pageInfo { hasPreviousPage startCursor endCursor } } } } }
                        """, variables).at("/_entities/0/enrollments");
    }

    private static List<String> taken(JsonNode page) {
        return page.path("nodes")
                .valueStream()
                .map(node -> node.at("/course/id").asString())
                .toList();
    }

    private static String end(JsonNode page) {
        return page.at("/pageInfo/endCursor").asString();
    }
}
