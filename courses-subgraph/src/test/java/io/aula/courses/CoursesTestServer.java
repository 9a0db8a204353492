package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.testing.TestPostgres;
import io.aula.devstack.testing.TestRabbit;
import io.aula.platform.translation.Translator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The whole service on a real PostgreSQL and a real RabbitMQ; one for all tests of the module. A token is its subject:
 * {@code usr_…}. Here is what people do in it.
 */
@SpringBootTest(
        classes = {CoursesApplication.class, CoursesTestServer.Tokens.class},
        webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class CoursesTestServer extends CoursesTestClient {
    protected static final String TEACHER = "usr_01TESTTEACHER000000000000A";
    protected static final String OTHER_TEACHER = "usr_01TESTTEACHER000000000000B";
    protected static final String LEARNER = "usr_01TESTLEARNER000000000000A";
    protected static final String ADMIN = "usr_01TESTADMIN0000000000000A1";
    protected static final String NOBODY = "";
    private static final String NARROW = "~narrow";
    private static final List<String> SCOPES = List.of(
            "courses:write",
            "media:upload",
            "media:read",
            "enrollments:read",
            "enrollments:write",
            "progress:read",
            "progress:write");
    protected static final String GATEWAY_KEY = "Z2F0ZXdheS1rZXktb2YtdGhlLXRlc3RzLTMyLWJ5dGVzLi4";
    protected static final Path HOME = home();
    /** Statements that requests read with, since the service started, without their values. */
    protected static final List<String> READS = new CopyOnWriteArrayList<>();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", CoursesTestServer::database);
        settings.add("spring.rabbitmq.addresses", TestRabbit::uri);
        settings.add(
                "aula.object-store-url", () -> HOME.resolve("objects").toUri().toString());
        settings.add("aula.gateway-key", () -> GATEWAY_KEY);
        settings.add("aula.upload.scratch", () -> HOME.resolve("scratch").toString());
    }

    /** What the tests find was there before this version came: {@link OldDatabaseTest} looks at it. */
    private static String database() {
        String url = TestPostgres.database("courses_test");
        OldDatabase.makeOnce(url);
        return url;
    }

    @TestConfiguration
    static class Tokens {
        @Bean
        JwtDecoder tokens() {
            return CoursesTestServer::token;
        }

        /** Notes what is read because somebody asked. */
        /** An engine that knows one pair of languages, and that no other test meets by chance. */
        @Bean
        Translator shouting() {
            return new Translator(List.of(new ShoutingEngine()));
        }

        @Bean
        ExecuteListenerProvider reads() {
            ExecuteListener counter = ExecuteListener.onExecuteStart(statement -> {
                String text = String.valueOf(statement.sql());
                // Not what schedules and messages do meanwhile.
                boolean isAsked = Thread.currentThread().getName().startsWith("tomcat");
                if (isAsked && text.startsWith("select")) {
                    READS.add(text.replaceAll("\\?(, \\?)+", "?")
                            .replaceAll("\\(\\?\\)(, \\(\\?\\))+", "(?)")
                            .replaceAll("(?s)^select .*? from", "select … from"));
                }
            });
            return () -> counter;
        }
    }

    /** Of a program that the person gave next to nothing. */
    protected static String narrow(String user) {
        return user + NARROW;
    }

    private static Jwt token(String value) {
        String subject = value.replace(NARROW, "");
        return Jwt.withTokenValue(value)
                .header("alg", "none")
                .subject(subject)
                .claim(
                        "scope",
                        value.endsWith(NARROW)
                                ? List.of("graph:read")
                                : subject.equals(ADMIN)
                                        ? Stream.concat(SCOPES.stream(), Stream.of("admin"))
                                                .toList()
                                        : SCOPES)
                .claim("roles", roles(subject))
                .issuedAt(Instant.now())
                .expiresAt(Instant.now().plusSeconds(600))
                .build();
    }

    private static List<String> roles(String subject) {
        return subject.equals(ADMIN)
                ? List.of("LEARNER", "ADMIN")
                : subject.contains("TEACHER") ? List.of("LEARNER", "INSTRUCTOR") : List.of("LEARNER");
    }

    protected String createCourse(String title) {
        return as(
                        TEACHER,
                        "mutation($i: CreateCourseInput!) { createCourse(input: $i) { course { id } userErrors { code"
                                + " } } }",
                        Map.of("i", Map.of("idempotencyKey", key(), "title", title, "originalLocale", "es")))
                .at("/createCourse/course/id")
                .asString();
    }

    protected String createModule(String course, String title) {
        return as(
                        TEACHER,
                        "mutation($i: CreateModuleInput!) { createModule(input: $i) { module { id } userErrors { code"
                                + " } } }",
                        Map.of("i", Map.of("courseId", course, "title", title, "idempotencyKey", key())))
                .at("/createModule/module/id")
                .asString();
    }

    protected String createLesson(String module, String title, String kind) {
        return as(
                        TEACHER,
                        "mutation($i: CreateLessonInput!) { createLesson(input: $i) { lesson { id } userErrors { code"
                                + " } } }",
                        Map.of("i", Map.of("moduleId", module, "title", title, "kind", kind, "idempotencyKey", key())))
                .at("/createLesson/lesson/id")
                .asString();
    }

    /** An article with a text, so that its course may be published. */
    protected String createArticle(String module, String title) {
        String lesson = createLesson(module, title, "ARTICLE");
        as(
                TEACHER,
                "mutation($i: UpdateLessonInput!) { updateLesson(input: $i) { lesson { id } userErrors { code } } }",
                Map.of(
                        "i",
                        Map.of("id", lesson, "articleHtml", List.of(Map.of("locale", "es", "text", "<p>Hola</p>")))));
        return lesson;
    }

    /** @return what {@code publishCourse} refuses, by code */
    protected List<String> publish(String course) {
        int revision = as(TEACHER, "query($id: ID!) { course(id: $id) { revision } }", Map.of("id", course))
                .at("/course/revision")
                .asInt();
        return texts(
                as(
                                TEACHER,
                                "mutation($i: PublishCourseInput!) { publishCourse(input: $i) { userErrors { code } }"
                                        + " }",
                                Map.of("i", Map.of("id", course, "expectedRevision", revision)))
                        .at("/publishCourse/userErrors"),
                "code");
    }

    /** As identity told of them. */
    protected void mayTeach(String person) {
        sql.update(
                "insert into courses.person values (?, true, 1) on conflict (id) do update set may_teach = true",
                person);
    }

    protected String publishedCourse(String title) {
        String course = createCourse(title);
        createArticle(createModule(course, "Uno"), "Leer");
        assertThat(publish(course)).isEmpty();
        return course;
    }

    protected JsonNode enroll(String user, String course) {
        return as(
                        user,
                        "mutation($i: EnrollInput!) { enroll(input: $i) { enrollment { id status course { learnerCount"
                                + " } } userErrors { code message } } }",
                        Map.of("i", Map.of("courseId", course, "idempotencyKey", key())))
                .path("enroll");
    }

    /** A grant or a denial. */
    protected JsonNode play(String user, String lesson) {
        return as(user, """
            query($id: ID!) { lesson(id: $id) { content { ... on VideoContent { video { poster { url width } renditions { height } playback {
              ... on PlaybackGrant { sessionId hlsUrl dashUrl expiresAt renewAfter startAtMs thumbnailsUrl }
              ... on PlaybackDenied { reason message } } } } } } }
            """, Map.of("id", lesson)).at("/lesson/content/video/playback");
    }

    /** One heartbeat: played from here to there, and stopped there. */
    protected JsonNode watch(String user, String session, int seq, int from, int to) {
        Map<String, ?> played = Map.of(
                "startMs",
                from,
                "endMs",
                to,
                "rate",
                1.0,
                "endedAt",
                Instant.now().toString());
        return as(
                        user,
                        """
                        mutation($i: RecordWatchInput!) { recordWatch(input: $i) { acceptedSeq nextHeartbeatMs courseCompleted
                          progress { coverage watchedMs positionMs completedAt watched { startMs endMs } lesson { id } }
                          userErrors { __typename code message } } }
                        """,
                        Map.of(
                                "i",
                                Map.of(
                                        "sessionId",
                                        session,
                                        "seq",
                                        seq,
                                        "intervals",
                                        List.of(played),
                                        "positionMs",
                                        to,
                                        "final",
                                        false)))
                .path("recordWatch");
    }

    /** A lesson with a video that can be played. */
    protected String videoLesson(String module, String title, int durationMs) {
        String lesson = createLesson(module, title, "VIDEO");
        Fixtures.readyVideo(sql, lesson, durationMs);
        return lesson;
    }

    /** A lesson of so many words, each of which is 300 ms of reading. */
    protected String articleLesson(String module, String title, int words) {
        String lesson = createLesson(module, title, "ARTICLE");
        String text = "<p>" + "palabra ".repeat(words).strip() + "</p>";
        updateLesson(Map.of("id", lesson, "articleHtml", List.of(Map.of("locale", "es", "text", text))));
        return lesson;
    }

    protected void updateLesson(Map<String, ?> input) {
        JsonNode errors = as(
                        TEACHER,
                        "mutation($i: UpdateLessonInput!) { updateLesson(input: $i) { userErrors { code } } }",
                        Map.of("i", input))
                .at("/updateLesson/userErrors");
        assertThat(texts(errors, "code")).isEmpty();
    }

    protected void updateSettings(String course, Map<String, ?> settings) {
        JsonNode errors = as(
                        TEACHER,
                        "mutation($i: UpdateCourseInput!) { updateCourse(input: $i) { userErrors { code } } }",
                        Map.of("i", Map.of("id", course, "expectedRevision", revision(course), "settings", settings)))
                .at("/updateCourse/userErrors");
        assertThat(texts(errors, "code")).isEmpty();
    }

    protected int revision(String course) {
        return as(TEACHER, "query($id: ID!) { course(id: $id) { revision } }", Map.of("id", course))
                .at("/course/revision")
                .asInt();
    }

    /** @return what {@code deleteItem} refuses, by code */
    protected List<String> deleteItem(String course, String item) {
        return codes(as(
                        TEACHER,
                        "mutation($id: ID!, $r: Int!) { deleteItem(id: $id, expectedRevision: $r) { userErrors { code"
                                + " } } }",
                        Map.of("id", item, "r", revision(course)))
                .path("deleteItem"));
    }

    protected List<String> purgeItem(String item) {
        return codes(as(
                        TEACHER,
                        "mutation($id: ID!) { purgeItem(id: $id) { deletedId userErrors { code } } }",
                        Map.of("id", item))
                .path("purgeItem"));
    }

    /** Publishes the course and enrolls the person. */
    protected void begin(String user, String course) {
        assertThat(publish(course)).isEmpty();
        enroll(user, course);
    }

    protected JsonNode withdraw(String user, String enrollment) {
        return as(
                        user,
                        "mutation($id: ID!) { withdraw(enrollmentId: $id) { enrollment { status } userErrors { code"
                                + " message } } }",
                        Map.of("id", enrollment))
                .path("withdraw");
    }

    protected JsonNode enrollment(String user, String course) {
        return as(
                        user,
                        "query($id: ID!) { course(id: $id) { viewerEnrollment { id status progress completedLessons"
                                + " completedAt resume { positionMs lesson { id } } } } }",
                        Map.of("id", course))
                .at("/course/viewerEnrollment");
    }

    protected String session(String user, String lesson) {
        return play(user, lesson).path("sessionId").asString();
    }

    protected JsonNode read(String user, String lesson) {
        return as(
                        user,
                        "mutation($id: ID!) { recordRead(lessonId: $id) { progress { readAt completedAt coverage }"
                                + " userErrors { code message } } }",
                        Map.of("id", lesson))
                .path("recordRead");
    }

    protected JsonNode mark(String user, String lesson, boolean completed) {
        return as(
                        user,
                        "mutation($i: MarkLessonInput!) { markLesson(input: $i) { progress { completedAt } userErrors"
                                + " { code message } } }",
                        Map.of("i", Map.of("lessonId", lesson, "completed", completed)))
                .path("markLesson");
    }

    protected JsonNode createUpload(String user, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(
                Map.of("idempotencyKey", key(), "filename", "clase.mp4", "bytes", "1000", "mimeType", "video/mp4"));
        input.putAll(more);
        return as(user, """
            mutation($i: CreateVideoUploadInput!) { createVideoUpload(input: $i) {
              upload { id tusUrl status receivedBytes video { id status } }
              userErrors { __typename code message path ... on UploadRejectedError { maxBytes acceptedMimeTypes } } } }
            """, Map.of("i", input)).path("createVideoUpload");
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("aula-courses");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
