package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.social.messages.MessageExamplesTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import tools.jackson.databind.JsonNode;

/** What people do here, from the request to the event that leaves, and from the event that comes to the answer. */
final class CommunityTest extends SocialTestServer {
    private static final String FOLLOW =
            "mutation($id: ID!) { follow(userId: $id) { user { id followerCount viewerFollows } userErrors { code } } }";
    private static String heard = "";

    @BeforeEach
    void forgetWhatWasHeard() {
        if (heard.isEmpty()) {
            listen();
        }
        heard();
    }

    private void listen() {
        RabbitAdmin admin = new RabbitAdmin(rabbit);
        // Not auto-delete: each look is a consumer of its own, and the queue would go with the first.
        Queue queue = new Queue("test." + Ids.next("que"), true, false, false);
        admin.declareQueue(queue);
        TopicExchange events = new TopicExchange("aula.events");
        admin.declareBinding(BindingBuilder.bind(queue).to(events).with("follow.*"));
        admin.declareBinding(BindingBuilder.bind(queue).to(events).with("comment.*"));
        heard = queue.getName();
    }

    /** What has left since the last look: an event that is no longer pending lies in the queue already. */
    private List<String> heard() {
        eventually(() -> pending() == 0);
        List<String> messages = new ArrayList<>();
        for (Message m = rabbit.receive(heard); m != null; m = rabbit.receive(heard)) {
            messages.add(new String(m.getBody(), StandardCharsets.UTF_8));
        }
        return messages;
    }

    @Test
    void theSameCommentSentTwiceIsOneCommentAndOneEvent() {
        String author = Ids.next("usr");
        String lesson = lesson();
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
    }

    @Test
    void aKeyThatIsNoneOrMeantSomethingElseIsRefusedAsEverywhereInTheGraph() {
        String author = Ids.next("usr");
        String lesson = lesson();
        add(author, "k1", lesson, "something", Map.of());
        JsonNode other = add(author, "k1", lesson, "something else", Map.of())
                .path("userErrors")
                .path(0);
        assertThat(other.path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(other.path("__typename").asString()).isEqualTo("ConflictError");
        JsonNode none = add(author, " ", lesson, "something", Map.of())
                .path("userErrors")
                .path(0);
        assertThat(none.path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_INVALID");
        assertThat(none.path("path").toString()).isEqualTo("[\"input\",\"idempotencyKey\"]");
    }

    @Test
    void repliesHangOnTheFirstCommentAndVotesCountOnce() {
        String author = Ids.next("usr");
        String lesson = lesson();
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
                Ids.next("usr"),
                "mutation($id: ID!) { deleteComment(id: $id) { userErrors { code } } }",
                Map.of("id", root));
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
        String lesson = lesson();
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
        tell("enrollment.created", "enr_x", 1, enrollment("enr_x", user, course));
        eventually(() -> isEnrolled(user, course));
        tell("user.deleted", user, 9, Map.of("userId", user));
        eventually(() -> !knowsUser(user));
        tell("user.updated", user, 10, Map.of("userId", user, "handle", "back", "locale", "es"));
        tell("enrollment.created", "enr_x", 1, enrollment("enr_x", user, course));
        String marker = person(); // the queue is in order: what came before it has been taken

        assertThat(knowsUser(marker)).isTrue();
        assertThat(knowsUser(user)).isFalse();
        assertThat(isEnrolled(user, course)).isFalse();
        JsonNode follow =
                graphql(user, FOLLOW, Map.of("id", marker)).path("data").path("follow");
        assertThat(follow.path("userErrors").path(0).path("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(knowsUser(user)).isFalse();
    }

    @Test
    void alsoSeenNeedsThreeLearnersInCommonAndTellsHowMany() {
        String x = course();
        String shared = course();
        String rare = course();
        for (int i = 0; i < 3; i++) {
            String learner = Ids.next("usr");
            enroll(learner, x);
            enroll(learner, shared);
            if (i < 2) {
                enroll(learner, rare);
            }
        }
        eventually(() -> entity("Course", x).path("alsoSeen").size() > 0);
        JsonNode seen = entity("Course", x).path("alsoSeen");
        assertThat(seen.size()).isEqualTo(1);
        assertThat(seen.path(0).path("course").path("id").asString()).isEqualTo(shared);
        assertThat(seen.path(0).path("support").asInt()).isEqualTo(3);
        assertThat(seen.path(0).path("reason").asString()).isEqualTo("ALSO_SEEN");
        assertThat(seen.path(0).path("score").asDouble()).isBetween(0.01, 1.0);
    }

    @Test
    void aCourseThatIsPublishedAfterItsLearnersJoinedIsAlsoSeen() {
        String x = course();
        String late = Ids.next("crs");
        for (int i = 0; i < 3; i++) {
            String learner = Ids.next("usr");
            enroll(learner, x);
            enroll(learner, late);
        }
        String marker = course(); // the queue is in order: the enrollments before it have been taken
        eventually(() -> knowsCourse(marker));
        assertThat(entity("Course", x).path("alsoSeen").size()).isZero();
        publish(late);
        eventually(() -> seenBeside(x).equals(List.of(late)));
    }

    private List<String> seenBeside(String course) {
        List<String> seen = new ArrayList<>();
        entity("Course", course)
                .path("alsoSeen")
                .forEach(found -> seen.add(found.path("course").path("id").asString()));
        return seen;
    }
}
