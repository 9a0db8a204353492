package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.testing.TestPostgres;
import io.aula.devstack.testing.TestRabbit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service on a real PostgreSQL and a real RabbitMQ, spoken to over HTTP; one for all tests of the module.
 * A token is its subject: {@code usr_…}.
 */
@SpringBootTest(
        classes = {CoursesApplication.class, CoursesTestServer.Tokens.class},
        webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class CoursesTestServer {
    protected static final String TEACHER = "usr_01TESTTEACHER000000000000A";
    protected static final String OTHER_TEACHER = "usr_01TESTTEACHER000000000000B";
    protected static final String LEARNER = "usr_01TESTLEARNER000000000000A";
    protected static final String NOBODY = "";
    protected static final Path HOME = home();
    /** Statements that read, since the service started, without their values. */
    protected static final List<String> READS = new CopyOnWriteArrayList<>();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    protected JdbcTemplate sql;

    @Autowired
    protected RabbitTemplate rabbit;

    @Autowired
    protected JsonMapper json;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", CoursesTestServer::database);
        settings.add("spring.rabbitmq.addresses", TestRabbit::uri);
        settings.add(
                "aula.object-store-url", () -> HOME.resolve("objects").toUri().toString());
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

        /** Notes what is read, whoever reads it. */
        @Bean
        ExecuteListenerProvider reads() {
            ExecuteListener counter = ExecuteListener.onExecuteStart(statement -> {
                String text = String.valueOf(statement.sql());
                if (text.startsWith("select")) {
                    READS.add(text.replaceAll("\\?(, \\?)+", "?")
                            .replaceAll("\\(\\?\\)(, \\(\\?\\))+", "(?)")
                            .replaceAll("(?s)^select .*? from", "select … from"));
                }
            });
            return () -> counter;
        }
    }

    private static Jwt token(String subject) {
        return Jwt.withTokenValue(subject)
                .header("alg", "none")
                .subject(subject)
                .claim(
                        "scope",
                        List.of(
                                "courses:write",
                                "media:upload",
                                "media:read",
                                "enrollments:read",
                                "enrollments:write",
                                "progress:read",
                                "progress:write"))
                .claim("roles", subject.contains("TEACHER") ? List.of("LEARNER", "INSTRUCTOR") : List.of("LEARNER"))
                .issuedAt(Instant.now())
                .expiresAt(Instant.now().plusSeconds(600))
                .build();
    }

    /** Runs an operation as this person, or as {@link #NOBODY}, in English; the answer's data, which must be whole. */
    protected JsonNode as(String user, String query, Map<String, ?> variables) {
        JsonNode answer = ask(user, query, variables);
        assertThat(answer.path("errors").isMissingNode())
                .as("no errors in %s", answer)
                .isTrue();
        return answer.path("data");
    }

    /** The whole answer, errors and all. */
    protected JsonNode ask(String user, String query, Map<String, ?> variables) {
        return ask(user, query, variables, "accept-language", "en");
    }

    protected JsonNode ask(String user, String query, Map<String, ?> variables, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/graphql"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("query", query, "variables", variables))));
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return json.readTree(
                send(user, request, HttpResponse.BodyHandlers.ofString()).body());
    }

    protected HttpResponse<byte[]> tus(String method, String uploadId, String user, Map<String, String> headers) {
        return tus(method, uploadId, user, headers, HttpRequest.BodyPublishers.noBody());
    }

    protected HttpResponse<byte[]> tus(
            String method, String uploadId, String user, Map<String, String> headers, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at("/uploads/" + uploadId)).method(method, body);
        Map<String, String> all = new HashMap<>(Map.of("Tus-Resumable", "1.0.0"));
        all.putAll(headers);
        all.forEach(request::header);
        return send(user, request, HttpResponse.BodyHandlers.ofByteArray());
    }

    protected HttpResponse<byte[]> patch(String uploadId, String user, long offset, byte[] bytes) {
        return tus(
                "PATCH",
                uploadId,
                user,
                Map.of("Upload-Offset", String.valueOf(offset), "Content-Type", "application/offset+octet-stream"),
                HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    protected URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    protected static <T> HttpResponse<T> send(
            String user, HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        if (!user.isEmpty()) {
            request.header("authorization", "Bearer " + user);
        }
        try {
            return HTTP.send(request.timeout(PATIENCE).build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static void eventually(String what, BooleanSupplier holds) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s in time", what).isLessThan(until);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    protected String createCourse(String title) {
        return as(
                        TEACHER,
                        "mutation($i: CreateCourseInput!) { createCourse(input: $i) { course { id } userErrors { code } } }",
                        Map.of("i", Map.of("idempotencyKey", key(), "title", title, "originalLocale", "es")))
                .at("/createCourse/course/id")
                .asString();
    }

    protected String createModule(String course, String title) {
        return as(
                        TEACHER,
                        "mutation($i: CreateModuleInput!) { createModule(input: $i) { module { id } userErrors { code } } }",
                        Map.of("i", Map.of("courseId", course, "title", title, "idempotencyKey", key())))
                .at("/createModule/module/id")
                .asString();
    }

    protected String createLesson(String module, String title, String kind) {
        return as(
                        TEACHER,
                        "mutation($i: CreateLessonInput!) { createLesson(input: $i) { lesson { id } userErrors { code } } }",
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
                                "mutation($i: PublishCourseInput!) { publishCourse(input: $i) { userErrors { code } } }",
                                Map.of("i", Map.of("id", course, "expectedRevision", revision)))
                        .at("/publishCourse/userErrors"),
                "code");
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
                        "mutation($i: EnrollInput!) { enroll(input: $i) { enrollment { id status course { learnerCount } } userErrors { code message } } }",
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

    protected static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(each -> each.path(field).asString()).toList();
    }

    protected List<String> topics(String subject) {
        return sql.queryForList(
                "select topic from courses.outbox where subject = ? order by seq", String.class, subject);
    }

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    protected static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("aula-courses");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
