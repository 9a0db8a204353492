package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service on real stores and a real broker, spoken to over HTTP; one for all tests of the module. It starts while
 * none of the stores can be reached; what it said then is kept for {@link OutageTest}.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = {SocialApplication.class, SocialTestServer.Tokens.class, CountedCommands.class})
public abstract class SocialTestServer {
    protected static final String ANA = "usr_01DEMOLEARNER000000000001";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicReference<FirstMinute> FIRST_MINUTE = new AtomicReference<>();

    private static final String ENTITIES = """
            query($r: [_Any!]!) { _entities(representations: $r) {
              ... on User { id followerCount followingCount followers(first: 5) { nodes { id } edges { since } } }
              ... on Course { id alsoSeen(first: 5) { course { id } score support reason } }
              ... on Lesson { id commentDensity { startMs count }
                comments(first: 10, sort: TOP) { totalCount nodes { id upvotes replyCount replies(first: 5) { nodes { id } } } } } } }""";
    private static final String ADD = """
            mutation($input: AddCommentInput!) { addComment(input: $input) {
              comment { id bodyHtml positionMs upvotes author { id } parent { id } }
              userErrors { __typename code path } } }""";

    @LocalServerPort
    private int port;

    @Autowired
    protected JsonMapper json;

    @Autowired
    protected RabbitTemplate rabbit;

    @Autowired
    private MongoOperations documents;

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry properties) {
        properties.add("spring.mongodb.uri", () -> {
            String real = System.getenv("AULA_MONGODB_URI");
            return real == null || real.isBlank()
                    ? "mongodb://127.0.0.1:" + Stores.MONGO.port() + "/aula_social_test"
                    : real;
        });
        properties.add("spring.neo4j.uri", () -> "bolt://127.0.0.1:" + Stores.NEO4J.port());
        properties.add(
                "spring.rabbitmq.addresses", () -> "amqp://aula:test@127.0.0.1:" + Stores.RABBIT.port() + "/aula");
        properties.add("aula.notifications.most-in-group", () -> "15");
        properties.add("aula.notifications.sweep-every", () -> "1s");
        properties.add("aula.notifications.mail-every", () -> "300ms");
        properties.add("aula.notifications.instant-every", () -> "1s");
        properties.add("aula.notifications.mail-settles", () -> "3s");
        properties.add("aula.also-seen.every", () -> "300ms");
        properties.add("aula.trending.every", () -> "300ms");
        // A first statement is planned while the machine is busy with other tests.
        properties.add("aula.graph.deadlines.read", () -> "20s");
        properties.add("aula.graph.deadlines.write", () -> "20s");
    }

    /** A token in tests is the user's id; a moderator's, one for the graph and one for the community alone have a prefix; the signature is the platform's business. */
    @TestConfiguration
    static class Tokens {
        @Bean
        JwtDecoder decoder() {
            return token -> {
                boolean moderates = token.startsWith("moderator~");
                return Jwt.withTokenValue(token)
                        .header("alg", "none")
                        .subject(token.substring(token.indexOf('~') + 1))
                        .claim(
                                "scope",
                                token.startsWith("teacher~") || token.startsWith("staff~")
                                        ? List.of("graph:read", "graph:write", "progress:read", "courses:write")
                                        : token.startsWith("graph~")
                                                ? List.of("graph:read")
                                                : moderates
                                                        ? List.of(
                                                                "community:read",
                                                                "community:write",
                                                                "community:moderate")
                                                        : token.startsWith("community~")
                                                                ? List.of("community:read", "community:write")
                                                                : List.of(
                                                                        "community:read",
                                                                        "community:write",
                                                                        "courses:manage",
                                                                        "enrollments:read",
                                                                        "graph:read",
                                                                        "progress:read",
                                                                        "notifications:read",
                                                                        "notifications:write"))
                        .claim("roles", List.of(moderates || token.startsWith("staff~") ? "MODERATOR" : "LEARNER"))
                        .expiresAt(Instant.now().plusSeconds(600))
                        .build();
            };
        }
    }

    /** What the service answered before any store was there. */
    record FirstMinute(int readinessStatus, JsonNode readiness, JsonNode alsoSeen, JsonNode comments) {}

    static FirstMinute firstMinute() {
        return FIRST_MINUTE.get();
    }

    @BeforeEach
    void connect() {
        if (FIRST_MINUTE.get() == null) {
            HttpResponse<String> readiness =
                    send(request("/actuator/health/readiness").build());
            JsonNode course = answer("Course", Ids.next("crs"));
            JsonNode lesson = answer("Lesson", Ids.next("les"));
            FIRST_MINUTE.set(new FirstMinute(readiness.statusCode(), json.readTree(readiness.body()), course, lesson));
        }
        for (Stores store : Stores.values()) {
            store.mend();
        }
        eventually(() ->
                get("/actuator/health/readiness").path("status").asString().equals("UP"));
        eventually(() -> pending() == 0);
        // ANA teaches in every test, and would be too fast for one person where the machine is.
        documents.remove(new Query(), "paces");
    }

    /** Runs an operation as this person, or as nobody, in English. */
    protected JsonNode graphql(@Nullable String token, String query, Map<String, ?> variables) {
        return graphql(token, "en", query, variables);
    }

    protected JsonNode graphql(@Nullable String token, String language, String query, Map<String, ?> variables) {
        var request = request("/graphql")
                .header("content-type", "application/json")
                .header("accept", "application/json")
                .header("accept-language", language);
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        return json.readTree(send(request.POST(HttpRequest.BodyPublishers.ofString(
                                json.writeValueAsString(Map.of("query", query, "variables", variables))))
                        .build())
                .body());
    }

    protected URI address(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address("http", path)).timeout(PATIENCE);
    }

    protected JsonNode get(String path) {
        return json.readTree(send(request(path).build()).body());
    }

    protected JsonNode post(String path) {
        return json.readTree(
                send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build())
                        .body());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static void eventually(BooleanSupplier holds) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("It did not come true in time");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Events that have not left yet; -1 when a store cannot tell. */
    protected long pending() {
        JsonNode pending = get("/internal/reconcile").path("pending");
        return pending.isMissingNode()
                ? -1
                : pending.path("mongo").asLong() + pending.path("neo4j").asLong();
    }

    protected boolean knowsUser(String id) {
        return Stores.finds("MATCH (n:User {id: $a}) RETURN n", id, "");
    }

    protected boolean knowsCourse(String id) {
        return Stores.finds("MATCH (n:Course {id: $a}) RETURN n", id, "");
    }

    protected boolean isEnrolled(String user, String course) {
        return Stores.finds("MATCH (:User {id: $a})-[e:ENROLLED]->(:Course {id: $b}) RETURN e", user, course);
    }

    protected static List<String> ids(JsonNode array) {
        List<String> ids = new ArrayList<>();
        array.forEach(item ->
                ids.add(item.isString() ? item.asString() : item.path("id").asString()));
        return ids;
    }

    protected void tell(String type, String subject, long version, Map<String, ? extends @Nullable Object> data) {
        tell(Ids.next("evt"), type, subject, version, data);
    }

    /** Says something another service would say, and waits until the broker has it: channels keep no order between them. */
    protected void tell(
            String id, String type, String subject, long version, Map<String, ? extends @Nullable Object> data) {
        Map<String, Object> event = new HashMap<>(Map.of("specversion", "1.0", "source", "test", "version", version));
        event.putAll(Map.of(
                "id",
                id,
                "type",
                type,
                "subject",
                subject,
                "time",
                Instant.now().toString(),
                "data",
                data));
        CorrelationData told = new CorrelationData();
        rabbit.convertAndSend("aula.events", type, json.writeValueAsString(event), told);
        assertThat(told.getFuture()).succeedsWithin(Duration.ofSeconds(30)).matches(CorrelationData.Confirm::ack);
    }

    protected String person() {
        String id = Ids.next("usr");
        tell("user.registered", id, 1, Map.of("userId", id, "handle", "h", "locale", "es"));
        eventually(() -> knowsUser(id));
        return id;
    }

    protected void publish(String courseId) {
        Map<String, Object> course = new HashMap<>(Map.of("courseId", courseId, "status", "PUBLISHED", "locale", "es"));
        course.putAll(Map.of("slug", courseId.toLowerCase(Locale.ROOT), "level", "BEGINNER"));
        course.put("instructorIds", List.of(ANA));
        tell("course.published", courseId, 1, course);
    }

    protected String course() {
        String id = Ids.next("crs");
        publish(id);
        return id;
    }

    protected void enroll(String user, String course) {
        String id = Ids.next("enr");
        tell("enrollment.created", id, 1, enrollment(id, user, course));
    }

    protected static Map<String, ?> enrollment(String id, String user, String course) {
        Map<String, Object> data = new HashMap<>(Map.of("enrollmentId", id, "userId", user, "courseId", course));
        data.putAll(Map.of("source", "FREE", "at", "2026-11-24T02:00:00Z"));
        return data;
    }

    protected JsonNode entity(String type, String id) {
        JsonNode answer = answer(type, id);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.path("data").path("_entities").path(0);
    }

    /** The whole answer, errors and all. */
    protected JsonNode answer(String type, String id) {
        return graphql(null, ENTITIES, Map.of("r", List.of(Map.of("__typename", type, "id", id))));
    }

    /** A lesson whose comments are open to anybody, and known to be. */
    protected String lesson() {
        return lessons(1).getFirst();
    }

    protected List<String> lessons(int count) {
        String course = Ids.next("crs");
        publish(course);
        List<String> lessons =
                IntStream.range(0, count).mapToObj(i -> Ids.next("les")).toList();
        lessons.forEach(lesson -> tell("lesson.changed", lesson, 1, lessonOf(course, lesson, Map.of())));
        lessons.forEach(lesson -> eventually(() -> isOpen(null, lesson)));
        return lessons;
    }

    /** What courses tells of a lesson: published, a preview, out at once; what is otherwise comes last. */
    protected static Map<String, @Nullable Object> lessonOf(
            String course, String lesson, Map<String, ? extends @Nullable Object> otherwise) {
        Map<String, @Nullable Object> data = new HashMap<>(Map.of("lessonId", lesson, "courseId", course));
        data.putAll(Map.of("status", "PUBLISHED", "isFreePreview", true, "deleted", false));
        data.put("releaseAt", null);
        data.putAll(otherwise);
        return data;
    }

    /** Whether the person, or nobody in particular, may read the lesson's comments. */
    protected boolean isOpen(@Nullable String token, String lesson) {
        String query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Lesson {"
                + " comments(first: 0) { totalCount } } } }";
        JsonNode answer = graphql(token, query, Map.of("r", List.of(Map.of("__typename", "Lesson", "id", lesson))));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return !answer.at("/data/_entities/0/comments").isNull();
    }

    protected JsonNode add(String author, String key, String lesson, String body, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.putAll(Map.of("idempotencyKey", key, "lessonId", lesson, "bodyMarkdown", body));
        return graphql(author, ADD, Map.of("input", input)).path("data").path("addComment");
    }

    /** Writes it as somebody new, so that nobody writes too fast; returns its id. */
    protected String write(String lesson, String body, Map<String, ?> more) {
        return add(Ids.next("usr"), "key", lesson, body, more)
                .path("comment")
                .path("id")
                .asString();
    }
}
