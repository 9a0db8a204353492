package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.social.messages.MessageExamplesTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What people do here, from the request to the event that leaves, and from the event that comes to the answer. */
final class CommunityTest extends SocialTestServer {
    private static final String ADD = """
            mutation($input: AddCommentInput!) { addComment(input: $input) {
              comment { id bodyHtml positionMs upvotes author { id } parent { id } }
              userErrors { __typename code path } } }""";
    private static final String FOLLOW =
            "mutation($id: ID!) { follow(userId: $id) { user { id followerCount viewerFollows } userErrors { code } } }";
    private static final String ENTITIES = """
            query($r: [_Any!]!) { _entities(representations: $r) {
              ... on User { id followerCount followingCount followers(first: 5) { nodes { id } edges { since } } }
              ... on Course { id alsoSeen(first: 5) { course { id } score support } }
              ... on Lesson { id commentDensity { startMs count }
                comments(first: 10, sort: TOP) { totalCount nodes { id upvotes replyCount replies(first: 5) { nodes { id } } } } } } }""";

    @Autowired
    private RabbitTemplate rabbit;

    private static String heard = "";

    @BeforeAll
    static void listen(@Autowired RabbitTemplate rabbit) {
        RabbitAdmin admin = new RabbitAdmin(rabbit);
        // Not auto-delete: each look is a consumer of its own, and the queue would go with the first.
        Queue queue = new Queue("test." + Ids.next("que"), false, false, false);
        admin.declareQueue(queue);
        TopicExchange events = new TopicExchange("aula.events");
        admin.declareBinding(BindingBuilder.bind(queue).to(events).with("follow.*"));
        admin.declareBinding(BindingBuilder.bind(queue).to(events).with("comment.*"));
        heard = queue.getName();
    }

    @BeforeEach
    void forgetWhatWasHeard() {
        eventually(() -> pending() == 0);
        while (rabbit.receive(heard, 50) != null) {}
    }

    private long pending() {
        JsonNode pending = get("/internal/reconcile").path("pending");
        return pending.isMissingNode()
                ? -1
                : pending.path("mongo").asLong() + pending.path("neo4j").asLong();
    }

    private List<String> heard() {
        eventually(() -> pending() == 0);
        List<String> messages = new java.util.ArrayList<>();
        for (Message m = rabbit.receive(heard, 500); m != null; m = rabbit.receive(heard, 500)) {
            messages.add(new String(m.getBody(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return messages;
    }

    private void tell(String type, String subject, long version, Map<String, ?> data) {
        tell(Ids.next("evt"), type, subject, version, data);
    }

    private void tell(String id, String type, String subject, long version, Map<String, ?> data) {
        rabbit.convertAndSend(
                "aula.events",
                type,
                json.writeValueAsString(Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        id,
                        "source",
                        "test",
                        "type",
                        type,
                        "subject",
                        subject,
                        "time",
                        "2026-11-24T02:00:00Z",
                        "version",
                        version,
                        "data",
                        data)));
    }

    private String person() {
        String id = Ids.next("usr");
        tell("user.registered", id, 1, Map.of("userId", id, "handle", "h", "locale", "es"));
        eventually(() -> has("users", id));
        return id;
    }

    private boolean has(String what, String id) {
        for (JsonNode found : get("/internal/reconcile").path(what).path("ids")) {
            if (found.asString().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode entity(String type, String id) {
        return graphql(null, ENTITIES, Map.of("r", List.of(Map.of("__typename", type, "id", id))))
                .path("data")
                .path("_entities")
                .path(0);
    }

    private JsonNode add(String author, String key, String lesson, String body, Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.putAll(Map.of("idempotencyKey", key, "lessonId", lesson, "bodyMarkdown", body));
        return graphql(author, ADD, Map.of("input", input)).path("data").path("addComment");
    }

    @Test
    void theSameCommentSentTwiceIsOneCommentAndOneEvent() {
        String author = Ids.next("usr");
        String lesson = Ids.next("les");
        JsonNode first = add(author, "k1", lesson, "**Hola** <script>alert(1)</script>", Map.of("positionMs", 41_000));
        JsonNode again = add(author, "k1", lesson, "**Hola** <script>alert(1)</script>", Map.of("positionMs", 41_000));

        assertThat(first.path("comment").path("id").asString()).startsWith("cmt_");
        assertThat(again.path("comment").path("id"))
                .isEqualTo(first.path("comment").path("id"));
        assertThat(first.path("comment").path("bodyHtml").asString())
                .contains("<strong>Hola</strong>")
                .doesNotContain("<script");
        JsonNode read = entity("Lesson", lesson);
        assertThat(read.path("comments").path("totalCount").asInt()).isEqualTo(1);
        assertThat(read.path("commentDensity").path(0).path("startMs").asInt()).isEqualTo(30_000);
        List<String> events = heard();
        assertThat(events).hasSize(1);
        MessageExamplesTest.assertIsOfType("comment.created", events.getFirst().replace("\"source\":\"test\"", ""));

        JsonNode other = add(author, "k1", lesson, "something else", Map.of());
        assertThat(other.path("userErrors").path(0).path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void repliesHangOnTheFirstCommentAndVotesCountOnce() {
        String author = Ids.next("usr");
        String lesson = Ids.next("les");
        String root = add(author, "a", lesson, "first", Map.of())
                .path("comment")
                .path("id")
                .asString();
        String reply = add(author, "b", lesson, "reply", Map.of("parentId", root))
                .path("comment")
                .path("id")
                .asString();
        JsonNode deep = add(author, "c", lesson, "reply to the reply", Map.of("parentId", reply));
        assertThat(deep.path("comment").path("parent").path("id").asString()).isEqualTo(root);

        String vote = "mutation($id: ID!) { upvote(targetId: $id) { upvotes } }";
        graphql(ANA, vote, Map.of("id", root));
        JsonNode twice = graphql(ANA, vote, Map.of("id", root));
        assertThat(twice.path("data").path("upvote").path("upvotes").asInt()).isEqualTo(1);

        JsonNode top = entity("Lesson", lesson).path("comments").path("nodes").path(0);
        assertThat(top.path("replyCount").asInt()).isEqualTo(2);
        assertThat(top.path("upvotes").asInt()).isEqualTo(1);
        assertThat(top.path("replies").path("nodes").size()).isEqualTo(2);

        JsonNode foreign = graphql(
                ANA, "mutation($id: ID!) { deleteComment(id: $id) { userErrors { code } } }", Map.of("id", root));
        assertThat(foreign.path("data")
                        .path("deleteComment")
                        .path("userErrors")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void whoWritesTooFastIsAskedToWait() {
        String author = Ids.next("usr");
        String lesson = Ids.next("les");
        IntStream.range(0, 10).forEach(i -> add(author, "k" + i, lesson, "number " + i, Map.of()));
        JsonNode error = add(author, "k10", lesson, "one more", Map.of())
                .path("userErrors")
                .path(0);
        assertThat(error.path("__typename").asString()).isEqualTo("SlowDownError");
    }

    @Test
    void withoutATokenNothingIsWritten() {
        JsonNode answer = graphql(null, FOLLOW, Map.of("id", ANA));
        assertThat(answer.path("errors").path(0).path("extensions").path("code").asString())
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void followingEightTimesAtOnceTellsItOnce() throws Exception {
        String me = person();
        String other = person();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<JsonNode> follow = () -> graphql(me, FOLLOW, Map.of("id", other));
            for (var answer : threads.invokeAll(java.util.Collections.nCopies(8, follow))) {
                assertThat(answer.get()
                                .path("data")
                                .path("follow")
                                .path("userErrors")
                                .size())
                        .as(answer.get().toString())
                        .isZero();
            }
        }
        JsonNode read = entity("User", other);
        assertThat(read.path("followerCount").asInt()).isEqualTo(1);
        assertThat(read.path("followers").path("nodes").path(0).path("id").asString())
                .isEqualTo(me);
        List<String> events = heard();
        assertThat(events).hasSize(1);
        MessageExamplesTest.assertIsOfType("follow.created", events.getFirst());
    }

    @Test
    void lateAndDoubledEventsChangeNothing() {
        String user = person();
        String course = Ids.next("crs");
        String id = Ids.next("evt");
        var progress = new HashMap<String, Object>(
                Map.of("userId", user, "courseId", course, "progress", 0.5, "completedLessons", 3));
        progress.put("completedAt", null);
        tell(id, "enrollment.progressed", "enr_x", 7, progress);
        tell(id, "enrollment.progressed", "enr_x", 7, progress);
        tell("enrollment.created", "enr_x", 1, enrollment(user, course));
        eventually(() -> has("enrollments", user + ">" + course));
        tell("user.deleted", user, 9, Map.of("userId", user));
        eventually(() -> !has("users", user));
        tell("user.updated", user, 10, Map.of("userId", user, "handle", "back", "locale", "es"));
        tell("enrollment.created", "enr_x", 1, enrollment(user, course));
        String marker = person(); // the queue is in order: what came before it has been taken

        assertThat(has("users", marker)).isTrue();
        assertThat(has("users", user)).isFalse();
        assertThat(has("enrollments", user + ">" + course)).isFalse();
    }

    private static Map<String, ?> enrollment(String user, String course) {
        return Map.of(
                "enrollmentId",
                Ids.next("enr"),
                "userId",
                user,
                "courseId",
                course,
                "source",
                "FREE",
                "at",
                "2026-11-24T02:00:00Z");
    }

    private String course() {
        String id = Ids.next("crs");
        tell(
                "course.published",
                id,
                1,
                Map.of(
                        "courseId",
                        id,
                        "slug",
                        id.toLowerCase(java.util.Locale.ROOT),
                        "status",
                        "PUBLISHED",
                        "locale",
                        "es",
                        "level",
                        "BEGINNER",
                        "instructorIds",
                        List.of(ANA)));
        return id;
    }

    @Test
    void alsoSeenNeedsThreeLearnersInCommon() {
        String x = course();
        String shared = course();
        String rare = course();
        for (int i = 0; i < 3; i++) {
            String learner = Ids.next("usr");
            tell("enrollment.created", "enr_x", 1, enrollment(learner, x));
            tell("enrollment.created", "enr_x", 1, enrollment(learner, shared));
            if (i < 2) {
                tell("enrollment.created", "enr_x", 1, enrollment(learner, rare));
            }
        }
        eventually(() -> entity("Course", x).path("alsoSeen").size() > 0);
        JsonNode seen = entity("Course", x).path("alsoSeen");
        assertThat(seen.size()).isEqualTo(1);
        assertThat(seen.path(0).path("course").path("id").asString()).isEqualTo(shared);
        assertThat(seen.path(0).path("support").asInt()).isEqualTo(3);
        assertThat(seen.path(0).path("score").asDouble()).isBetween(0.0, 1.0);
    }
}
