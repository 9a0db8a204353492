package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CourseRoadTest extends CoursesTestSupport {
    private static final String CREATE =
            "mutation($i: CreateCourseInput!) { createCourse(input: $i) { course { id slug revision } userErrors { __typename code } } }";

    @Test
    void aTeacherPublishesAndALearnerFindsAndEnrolls() {
        String course = createCourse("Índices en PostgreSQL");
        List<String> early = as(
                TEACHER,
                "mutation($id: ID!) { publishCourse(input: {id: $id, expectedRevision: 1}) { userErrors { code } } }",
                "data.publishCourse.userErrors[*].code",
                Map.of("id", course));
        assertThat(early).containsExactly("NO_LESSONS");

        addArticle(course);
        String status = as(
                TEACHER,
                "mutation($id: ID!) { publishCourse(input: {id: $id, expectedRevision: 1}) { course { status } userErrors { code } } }",
                "data.publishCourse.course.status",
                Map.of("id", course));
        assertThat(status).isEqualTo("PUBLISHED");
        assertThat(topics(course)).containsExactly("course.published");

        List<String> found = as(
                LEARNER,
                "{ courses(first: 5, filter: {query: \"indices postgre\"}) { nodes { id } } }",
                "data.courses.nodes[*].id",
                Map.of());
        assertThat(found).contains(course);
        String enrolled = as(
                LEARNER,
                "mutation($c: ID!) { enroll(input: {courseId: $c, idempotencyKey: \"e1\"}) { enrollment { status course { learnerCount } } userErrors { code } } }",
                "data.enroll.enrollment.status",
                Map.of("c", course));
        assertThat(enrolled).isEqualTo("ACTIVE");
    }

    @Test
    void aStaleRevisionIsAConflictAndAForeignDraftDoesNotExist() {
        String course = createCourse("Borrador");
        String update =
                "mutation($id: ID!) { updateCourse(input: {id: $id, expectedRevision: 7, level: BEGINNER}) { userErrors { __typename code } } }";
        List<String> stale = as(TEACHER, update, "data.updateCourse.userErrors[*].__typename", Map.of("id", course));
        assertThat(stale).containsExactly("ConflictError");
        List<String> foreign =
                as(OTHER_TEACHER, update, "data.updateCourse.userErrors[*].__typename", Map.of("id", course));
        assertThat(foreign).containsExactly("NotFoundError");
        Object node = as(OTHER_TEACHER, "query($id: ID!) { node(id: $id) { id } }", "data.node", Map.of("id", course));
        assertThat(node).isNull();
    }

    @Test
    void theSameKeyMakesOneCourse() {
        Map<String, Object> input =
                Map.of("i", Map.of("idempotencyKey", "same", "title", "Uno", "originalLocale", "es"));
        String first = as(TEACHER, CREATE, "data.createCourse.course.id", input);
        String second = as(TEACHER, CREATE, "data.createCourse.course.id", input);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void anUploadCutAnywhereArrivesWholeAndBecomesOneJob() throws Exception {
        byte[] bytes = new byte[3 << 20];
        new Random(11).nextBytes(bytes);
        Map<String, Object> upload = as(
                TEACHER,
                "mutation($b: Long!) { createVideoUpload(input: {idempotencyKey: \"u1\", filename: \"a.mp4\", bytes: $b, mimeType: \"video/mp4\"}) { upload { id video { id } } userErrors { code } } }",
                "data.createVideoUpload.upload",
                Map.of("b", String.valueOf(bytes.length)));
        String id = (String) upload.get("id");
        String video = (String) ((Map<?, ?>) upload.get("video")).get("id");

        assertThat(tus("HEAD", id, OTHER_TEACHER, -1, null).statusCode()).isEqualTo(404);
        assertThat(tus("PATCH", id, TEACHER, 5, new byte[] {1}).statusCode()).isEqualTo(409);
        Random cuts = new Random(3);
        int offset = 0;
        while (offset < bytes.length) {
            int end = Math.min(bytes.length, offset + 1 + cuts.nextInt(1 << 20));
            HttpResponse<Void> answer = tus("PATCH", id, TEACHER, offset, Arrays.copyOfRange(bytes, offset, end));
            assertThat(answer.statusCode()).isEqualTo(204);
            offset = Integer.parseInt(
                    answer.headers().firstValue("Upload-Offset").orElseThrow());
        }
        byte[] stored = Files.readAllBytes(HOME.resolve("objects/uploads/u/" + video + "/source"));
        assertThat(sha256(stored)).isEqualTo(sha256(bytes));
        assertThat(topics(video)).containsExactly("video.uploaded.interactive");
        assertThat(sql.queryForObject(
                        "select count(*) from courses.media_job where video_id = ?", Integer.class, video))
                .isEqualTo(1);
    }

    private HttpResponse<Void> tus(String method, String id, String user, long offset, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/uploads/" + id))
                .header("authorization", "Bearer " + user)
                .header("Tus-Resumable", "1.0.0");
        if (offset >= 0) {
            request.header("Upload-Offset", String.valueOf(offset))
                    .header("Content-Type", "application/offset+octet-stream");
        }
        request.method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        }
    }

    private String createCourse(String title) {
        return as(
                TEACHER,
                CREATE,
                "data.createCourse.course.id",
                Map.of(
                        "i",
                        Map.of(
                                "idempotencyKey",
                                UUID.randomUUID().toString(),
                                "title",
                                title,
                                "originalLocale",
                                "es")));
    }

    private void addArticle(String course) {
        String module = as(
                TEACHER,
                "mutation($c: ID!) { createModule(input: {courseId: $c, title: \"Uno\", idempotencyKey: \"" + course
                        + "\"}) { module { id } } }",
                "data.createModule.module.id",
                Map.of("c", course));
        String lesson = as(
                TEACHER,
                "mutation($m: ID!) { createLesson(input: {moduleId: $m, title: \"Leer\", kind: ARTICLE, idempotencyKey: \"l"
                        + course + "\"}) { lesson { id } } }",
                "data.createLesson.lesson.id",
                Map.of("m", module));
        as(
                TEACHER,
                "mutation($l: ID!) { updateLesson(input: {id: $l, articleHtml: [{locale: \"es\", text: \"<p>Hola</p>\"}]}) { lesson { id } userErrors { code } } }",
                "data.updateLesson.lesson.id",
                Map.of("l", lesson));
    }

    private List<String> topics(String subject) {
        return sql.queryForList(
                "select topic from courses.outbox where subject = ? order by seq", String.class, subject);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
