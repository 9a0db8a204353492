package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may see and change what. */
class WallsTest extends CoursesTestServer {

    @Test
    void aDraftIsInvisibleToAllButItsTeachers() {
        String course = createCourse("Secreto antes de tiempo");
        String module = createModule(course, "Uno");
        String lesson = createArticle(module, "Leer");
        for (String stranger : List.of(NOBODY, LEARNER, OTHER_TEACHER)) {
            JsonNode seen = look(stranger, course, module, lesson);
            for (String way : List.of("byId", "bySlug", "node", "module", "lesson")) {
                assertThat(seen.path(way).isNull()).as("%s of %s", way, seen).isTrue();
            }
            assertThat(texts(seen.at("/found/nodes"), "id")).doesNotContain(course);
            assertThat(seen.at("/entities/0").isNull()).isTrue();
        }
        JsonNode own = look(TEACHER, course, module, lesson);
        assertThat(own.at("/byId/status").asString()).isEqualTo("DRAFT");
        assertThat(own.at("/found/nodes/0/id").asString()).isEqualTo(course);
        assertThat(enroll(LEARNER, course).at("/userErrors/0/code").asString()).isEqualTo("NOT_FOUND");
    }

    private JsonNode look(String user, String course, String module, String lesson) {
        return as(
                user,
                """
                query($c: ID!, $m: ID!, $l: ID!, $reps: [_Any!]!) {
                  byId: course(id: $c) { status }
                  bySlug: course(slug: "secreto-antes-de-tiempo") { id }
                  node(id: $c) { id }
                  module: node(id: $m) { id }
                  lesson(id: $l) { title content { ... on ArticleContent { html } } }
                  found: courses(first: 5, filter: {query: "secreto antes", status: [DRAFT, PUBLISHED]}) { nodes { id } }
                  entities: _entities(representations: $reps) { ... on Course { id title } } }
                """,
                Map.of(
                        "c",
                        course,
                        "m",
                        module,
                        "l",
                        lesson,
                        "reps",
                        List.of(Map.of("__typename", "Course", "id", course))));
    }

    @Test
    void anotherTeacherChangesNothingOfAPublishedCourse() {
        String course = createCourse("De otra persona");
        String module = createModule(course, "Uno");
        String lesson = createArticle(module, "Leer");
        assertThat(publish(course)).isEmpty();
        Map<String, Object> ids = Map.of("c", course, "m", module, "l", lesson);
        Map<String, String> attempts = new HashMap<>();
        attempts.put("updateCourse", "updateCourse(input: {id: $c, expectedRevision: 2, level: BEGINNER})");
        attempts.put("publishCourse", "publishCourse(input: {id: $c, expectedRevision: 2})");
        attempts.put("archiveCourse", "archiveCourse(id: $c, expectedRevision: 2)");
        attempts.put("unpublishCourse", "unpublishCourse(id: $c, expectedRevision: 2)");
        attempts.put("publishLesson", "publishLesson(id: $l)");
        attempts.put("unpublishLesson", "unpublishLesson(id: $l)");
        attempts.put("createModule", "createModule(input: {courseId: $c, title: \"x\", idempotencyKey: \"w1\"})");
        attempts.put("updateModule", "updateModule(input: {id: $m, title: [{locale: \"es\", text: \"x\"}]})");
        attempts.put(
                "createLesson",
                "createLesson(input: {moduleId: $m, title: \"x\", kind: ARTICLE, idempotencyKey: \"w2\"})");
        attempts.put("updateLesson", "updateLesson(input: {id: $l, title: [{locale: \"es\", text: \"x\"}]})");
        attempts.put("moveItem", "moveItem(input: {itemId: $l})");
        attempts.put("deleteItem", "deleteItem(id: $l, expectedRevision: 2)");
        attempts.forEach((name, call) -> {
            String id = call.replaceFirst("(?s).*\\$(\\w).*", "$1");
            JsonNode answer = as(
                    OTHER_TEACHER,
                    "mutation($" + id + ": ID!) { " + call + " { userErrors { __typename } } }",
                    Map.of(id, ids.get(id)));
            assertThat(texts(answer.path(name).path("userErrors"), "__typename"))
                    .as(name)
                    .containsExactly("ForbiddenError");
        });
        assertThat(createUpload(OTHER_TEACHER, Map.of("lessonId", lesson))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void whatIsAnothersIsNotThere() {
        String mine = createUpload(TEACHER, Map.of()).at("/upload/id").asString();
        String video = createUpload(TEACHER, Map.of()).at("/upload/video/id").asString();
        String enrollment = enroll(LEARNER, publishedCourse("Para una"))
                .at("/enrollment/id")
                .asString();
        JsonNode seen = as(
                OTHER_TEACHER,
                """
                query($u: ID!, $v: ID!, $e: ID!, $reps: [_Any!]!) {
                  upload(id: $u) { id } video(id: $v) { id }
                  all: nodes(ids: [$u, $v, $e]) { id }
                  _entities(representations: $reps) { ... on Enrollment { id progress } } }
                """,
                Map.of(
                        "u",
                        mine,
                        "v",
                        video,
                        "e",
                        enrollment,
                        "reps",
                        List.of(Map.of("__typename", "Enrollment", "id", enrollment))));
        assertThat(seen.path("upload").isNull()).isTrue();
        assertThat(seen.path("video").isNull()).isTrue();
        assertThat(seen.at("/_entities/0").isNull()).isTrue();
        seen.path("all").forEach(node -> assertThat(node.isNull()).isTrue());
        JsonNode done = as(OTHER_TEACHER, """
                mutation($u: ID!, $v: ID!, $e: ID!) {
                  abortUpload(id: $u) { userErrors { code } }
                  retryProcessing(videoId: $v) { userErrors { code } }
                  withdraw(enrollmentId: $e) { userErrors { code } }
                  renewPlayback(sessionId: "ses_0000000000000000000000000A") { ... on PlaybackDenied { reason } }
                  recordWatch(input: {sessionId: "ses_0000000000000000000000000A", seq: 0, intervals: [], positionMs: 0}) { userErrors { code } } }
                """, Map.of("u", mine, "v", video, "e", enrollment));
        for (String name : List.of("abortUpload", "retryProcessing", "withdraw", "recordWatch")) {
            assertThat(texts(done.path(name).path("userErrors"), "code"))
                    .as(name)
                    .containsExactly("NOT_FOUND");
        }
        assertThat(done.at("/renewPlayback/reason").asString()).isEqualTo("NOT_ENTITLED");
    }

    @Test
    void eachAnswerIsItsOwnCallersAlsoWhenManyAskAtOnce() throws InterruptedException, ExecutionException {
        String course = publishedCourse("Muchos a la vez");
        enroll(LEARNER, course);
        String query =
                "query($c: ID!) { course(id: $c) { viewerEnrollment { id user { id } } viewerAccess { reason } } }";
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<Future<JsonNode>> answers = IntStream.range(0, 60)
                    .mapToObj(i -> many.submit(() -> as(i % 2 == 0 ? LEARNER : TEACHER, query, Map.of("c", course))
                            .path("course")))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                JsonNode answer = answers.get(i).get();
                assertThat(answer.at("/viewerEnrollment/user/id").asString("")).isEqualTo(i % 2 == 0 ? LEARNER : "");
                assertThat(answer.at("/viewerAccess/reason").asString()).isEqualTo(i % 2 == 0 ? "FREE" : "STAFF");
            }
        }
    }
}
