package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import io.aula.platform.outbox.PendingEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Each store goes and comes back; what does not need it goes on, and nothing that was said is lost. */
final class OutageTest extends SocialTestServer {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @Autowired
    private List<PendingEvents> outboxes;

    private JsonNode readiness() {
        return get("/actuator/health/readiness");
    }

    private static String code(JsonNode answer) {
        return answer.path("errors").path(0).path("extensions").path("code").asString();
    }

    /** The best of a few: waiting for a store would slow down each, a busy machine only some. */
    private static Duration fastest(Runnable question) {
        return IntStream.range(0, 5)
                .mapToObj(i -> {
                    long began = System.nanoTime();
                    question.run();
                    return Duration.ofNanos(System.nanoTime() - began);
                })
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<String> constraints() {
        return Stores.graph().executableQuery("SHOW CONSTRAINTS YIELD name RETURN name").execute().records().stream()
                .map(row -> row.get("name").asString())
                .toList();
    }

    @Test
    void theServiceStartsBeforeItsStoresAndSaysWhichAreAway() {
        FirstMinute first = firstMinute();
        assertThat(first.readinessStatus()).isEqualTo(200);
        assertThat(first.readiness().path("status").asString()).isEqualTo("DEGRADED");
        assertThat(first.readiness()
                        .path("components")
                        .path("graph")
                        .path("status")
                        .asString())
                .isEqualTo("DEGRADED");
        assertThat(code(first.alsoSeen())).as(first.alsoSeen().toString()).isEqualTo("UNAVAILABLE");
        assertThat(first.alsoSeen()
                        .path("data")
                        .path("_entities")
                        .path(0)
                        .path("alsoSeen")
                        .isNull())
                .isTrue();
        assertThat(code(first.comments())).as(first.comments().toString()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void withoutTheGraphCommentsGoOnAndFollowsSaySoAtOnce() {
        String lesson = lesson();
        Stores.NEO4J.cut();
        // the first to ask may have to find out
        assertThat(code(answer("Course", Ids.next("crs")))).isEqualTo("UNAVAILABLE");

        assertThat(fastest(() -> answer("Course", Ids.next("crs")))).isLessThan(AT_ONCE);
        JsonNode course = answer("Course", Ids.next("crs"));
        assertThat(code(course)).isEqualTo("UNAVAILABLE");
        assertThat(course.path("data")
                        .path("_entities")
                        .path(0)
                        .path("alsoSeen")
                        .isNull())
                .isTrue();
        write(lesson, "still here", Map.of());
        assertThat(entity("Lesson", lesson).path("comments").path("totalCount").asInt())
                .isEqualTo(1);
        assertThat(readiness().path("status").asString()).isEqualTo("DEGRADED");

        Stores.NEO4J.mend();
        eventually(() -> readiness().path("status").asString().equals("UP"));
        assertThat(answer("Course", Ids.next("crs")).has("errors")).isFalse();
    }

    @Test
    void whatIsToldWhileTheGraphIsAwayIsNotLost() {
        String course = course();
        eventually(() -> knowsCourse(course));
        Stores.NEO4J.cut();
        List<String> learners = List.of(Ids.next("usr"), Ids.next("usr"), Ids.next("usr"));
        learners.forEach(learner -> enroll(learner, course));
        assertThat(code(answer("Course", course))).isEqualTo("UNAVAILABLE");

        Stores.NEO4J.mend();
        learners.forEach(learner -> eventually(() -> isEnrolled(learner, course)));
    }

    @Test
    void theConstraintsAreMadeAgainWhenAnotherGraphComesBack() {
        assertThat(constraints()).contains("user_id", "outbox_id");
        Stores.NEO4J.cut();
        assertThat(code(answer("Course", Ids.next("crs")))).isEqualTo("UNAVAILABLE");
        Stores.graph().executableQuery("DROP CONSTRAINT user_id").execute();
        Stores.graph()
                .executableQuery("MATCH (m:__Neo4jMigration) DETACH DELETE m")
                .execute();
        assertThat(constraints()).doesNotContain("user_id");

        Stores.NEO4J.mend();
        eventually(() -> constraints().contains("user_id"));
    }

    @Test
    void withoutMongoFollowsGoOnAndCommentsSaySo() {
        Assumptions.assumeTrue(
                System.getenv("AULA_MONGODB_URI") == null, "a MongoDB of the environment's has no wire to cut");
        String person = person();
        Stores.MONGO.cut();
        JsonNode lesson = answer("Lesson", Ids.next("les"));
        assertThat(code(lesson)).as(lesson.toString()).isEqualTo("UNAVAILABLE");
        // the first to ask may have to find out, no other
        assertThat(fastest(() -> answer("Lesson", Ids.next("les")))).isLessThan(AT_ONCE);
        assertThat(code(answer("Lesson", Ids.next("les")))).isEqualTo("UNAVAILABLE");
        assertThat(entity("User", person).path("followerCount").asInt()).isZero();
        assertThat(readiness()
                        .path("components")
                        .path("comments")
                        .path("status")
                        .asString())
                .isEqualTo("DEGRADED");

        Stores.MONGO.mend();
        eventually(() -> !answer("Lesson", Ids.next("les")).has("errors"));
    }

    @Test
    void aConnectionToMongoThatBreaksIsNobodysOutage() {
        Assumptions.assumeTrue(
                System.getenv("AULA_MONGODB_URI") == null, "a MongoDB of the environment's has no wire to cut");
        for (int round = 0; round < 10; round++) {
            together(() -> answer("Lesson", Ids.next("les"))); // connections that lie idle
            Stores.MONGO.cut();
            Stores.MONGO.mend();
            assertThat(together(() -> answer("Lesson", Ids.next("les"))))
                    .extracting(OutageTest::code)
                    .containsOnly("");
        }
    }

    private static List<JsonNode> together(Supplier<JsonNode> question) {
        return IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(question, Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void withoutTheBrokerCommentsAreTakenAndTheirEventsLeaveLater() {
        String lesson = lesson();
        Stores.RABBIT.cut();
        long began = System.nanoTime();
        write(lesson, "said in silence", Map.of());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        assertThat(entity("Lesson", lesson).path("comments").path("totalCount").asInt())
                .isEqualTo(1);
        assertThat(pending()).isPositive();

        Stores.RABBIT.mend();
        eventually(() -> pending() == 0);
        String course = course(); // and what others say is heard again
        eventually(() -> knowsCourse(course));
    }

    @Test
    void whatTheBrokerRefusesHidesNothingThatWaitsBehindIt() {
        String lesson = lesson();
        Stores.RABBIT.cut();
        write(lesson, "waits too", Map.of());
        Stores.graph().executableQuery("""
                        UNWIND range(1, 5000) AS n
                        CREATE (:Outbox {id: 'evt_test' + (10000 + n), topic: 'test.refused', payload: '{}', traceparent: ''})
                        """).execute();
        Stores.graph()
                .executableQuery(
                        "CREATE (:Outbox {id: 'evt_test99999', topic: 'test.taken', payload: '{}', traceparent: ''})")
                .execute();
        try {
            PendingEvents ofGraph = outbox("graph");
            assertThat(ofGraph.oldest(10, Set.of("test.refused", "follow.created")))
                    .extracting(Outgoing::id)
                    .contains("evt_test99999");
            assertThat(ofGraph.oldest(2, "test.refused"))
                    .extracting(Outgoing::id)
                    .containsExactly("evt_test10001", "evt_test10002");
            PendingEvents ofComments = outbox("comments");
            assertThat(ofComments.oldest(10, Set.of())).isNotEmpty();
            assertThat(ofComments.oldest(10, "comment.created")).isNotEmpty();
            assertThat(ofComments.oldest(10, Set.of("comment.created"))).isEmpty();
            assertThat(ofComments.oldest(10, "comment.unheard-of")).isEmpty();
        } finally {
            Stores.graph()
                    .executableQuery("MATCH (o:Outbox) WHERE o.topic STARTS WITH 'test.' DELETE o")
                    .execute();
            Stores.RABBIT.mend();
        }
        eventually(() -> pending() == 0);
    }

    private PendingEvents outbox(String name) {
        return outboxes.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMessageThatIsNoEventEndsWithTheDeadLettersAndHoldsNobodyUp() {
        rabbit.convertAndSend("aula.events", "user.updated", "not an event");
        String course = course();
        eventually(() -> knowsCourse(course));
        Message dead = Objects.requireNonNull(rabbit.receive("dead.events"));
        assertThat(new String(dead.getBody(), StandardCharsets.UTF_8)).isEqualTo("not an event");
        assertThat(dead.getMessageProperties().getHeaders().get("x-cause"))
                .asString()
                .contains("not JSON");
    }
}
