package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whom people want to have nothing to do with, and what that keeps from both. */
final class BlockTest extends SocialTestServer {
    private static final String FOLLOW = "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }";
    private static final String BLOCK =
            "mutation($id: ID!) { blockUser(userId: $id) { user { id viewerBlocks viewerFollows } userErrors { code } } }";
    private static final String UNBLOCK =
            "mutation($id: ID!) { unblockUser(userId: $id) { user { id viewerBlocks } userErrors { code } } }";
    private static final String BLOCKED = """
            query($first: Int!, $after: String) { blockedPeople(first: $first, after: $after) {
              nodes { id } edges { since } pageInfo { hasNextPage endCursor } } }""";
    private static final String TOLD = "{ notifications(first: 50) { nodes { kind actors { id } } } }";

    private String named(String handle) {
        String id = Ids.next("usr");
        tell("user.registered", id, 1, Map.of("userId", id, "handle", handle, "locale", "es"));
        eventually(() -> knowsUser(id));
        return id;
    }

    private static String handle() {
        return "h" + Ids.next("x").substring(10).toLowerCase(Locale.ROOT);
    }

    private JsonNode act(String person, String mutation, String other) {
        JsonNode answer = graphql(person, mutation, Map.of("id", other));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.path("data").iterator().next();
    }

    private String code(String person, String mutation, String other) {
        return act(person, mutation, other).at("/userErrors/0/code").asString("");
    }

    private int told(String person) {
        return graphql(person, TOLD, Map.of()).at("/data/notifications/nodes").size();
    }

    /** One consumer takes one event after another: what was told before this is done. */
    private void settle() {
        eventually(() -> pending() == 0);
        String marker = Ids.next("usr");
        String follower = Ids.next("usr");
        tell(
                "follow.created",
                follower,
                1,
                Map.of(
                        "followerId",
                        follower,
                        "followedId",
                        marker,
                        "at",
                        Instant.now().toString()));
        eventually(() -> told(marker) == 1);
    }

    @Test
    void neitherFollowsTheOtherNorCanWhileOneBlocks() {
        String me = named(handle());
        String other = named(handle());
        act(me, FOLLOW, other);
        act(other, FOLLOW, me);
        JsonNode blocked = act(me, BLOCK, other).path("user");
        assertThat(blocked.path("viewerBlocks").asBoolean()).isTrue();
        assertThat(blocked.path("viewerFollows").asBoolean()).isFalse();
        assertThat(entity("User", me).path("followerCount").asInt()).isZero();

        assertThat(code(other, FOLLOW, me))
                .as("who is blocked does not learn of it")
                .isEqualTo("NOT_FOUND");
        assertThat(code(me, FOLLOW, other)).isEqualTo("BLOCKED");
        assertThat(code(me, BLOCK, other)).as("a second time").isEmpty();
        assertThat(act(me, UNBLOCK, other).at("/user/viewerBlocks").asBoolean()).isFalse();
        assertThat(code(me, UNBLOCK, other)).isEmpty();
        assertThat(code(other, FOLLOW, me)).isEmpty();
    }

    @Test
    void ofAFollowAndABlockAtOnceTheBlockRemains() throws Exception {
        for (int round = 0; round < 10; round++) {
            String me = named(handle());
            String other = named(handle());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<String>> both = List.of(() -> code(other, FOLLOW, me), () -> code(me, BLOCK, other));
                for (var answer : threads.invokeAll(both)) {
                    assertThat(answer.get()).isIn("", "NOT_FOUND");
                }
            }
            assertThat(Stores.finds("MATCH (:User {id: $a})-[f:FOLLOWS]-(:User {id: $b}) RETURN f", me, other))
                    .isFalse();
        }
    }

    @Test
    void neitherIsToldOfWhatTheOtherDoesAndOthersAre() {
        String handle = handle();
        String me = named(handle);
        String other = named(handle());
        String lesson = lesson();
        String mine = add(me, "k", lesson, "Why?", Map.of()).at("/comment/id").asString();
        String theirs =
                add(other, "k", lesson, "How?", Map.of()).at("/comment/id").asString();
        act(me, BLOCK, other);
        settle();
        add(other, "r", lesson, "because", Map.of("parentId", mine));
        add(other, "m", lesson, "hello @" + handle, Map.of());
        add(me, "r", lesson, "so", Map.of("parentId", theirs));
        write(lesson, "of a third", Map.of("parentId", mine));
        settle();
        assertThat(told(me)).isOne();
        assertThat(told(other)).isZero();

        act(me, UNBLOCK, other);
        settle();
        add(other, "r2", lesson, "because still", Map.of("parentId", mine));
        eventually(() -> graphql(me, TOLD, Map.of()).toString().contains(other));
    }

    @Test
    void whatATeacherWhomOneBlocksAnnouncesInACourseIsToldAllTheSame() {
        String me = named(handle());
        String teacher = named(handle());
        String course = Ids.next("crs");
        Map<String, Object> open = new HashMap<>(Map.of("courseId", course, "status", "PUBLISHED", "locale", "es"));
        open.putAll(Map.of("slug", "blocked", "level", "BEGINNER", "instructorIds", List.of(teacher)));
        String enrollment = Ids.next("enr");
        tell(
                "enrollment.changed",
                enrollment,
                1,
                Map.of("enrollmentId", enrollment, "userId", me, "courseId", course, "status", "ACTIVE"));
        tell("course.published", course, 1, open); // heard behind the enrollment
        act(me, BLOCK, teacher);
        settle();
        Map<String, Object> input = new HashMap<>(Map.of("idempotencyKey", Ids.next("key"), "courseId", course));
        input.putAll(Map.of("kind", "ANNOUNCEMENT", "title", "No class today", "bodyMarkdown", "See you tomorrow."));
        String announce = "mutation($input: CreateThreadInput!) { createThread(input: $input) { thread { id } } }";
        eventually(() -> !graphql(teacher, announce, Map.of("input", input))
                .at("/data/createThread/thread/id")
                .asString("")
                .isEmpty());
        eventually(() -> told(me) == 1);
    }

    @Test
    void neitherIsSuggestedToTheOther() {
        String me = named(handle());
        String friend = named(handle());
        String other = named(handle());
        act(me, FOLLOW, friend);
        act(friend, FOLLOW, other);
        String suggested = "{ suggestedPeople(first: 20) { id } }";
        assertThat(ids(graphql("graph~" + me, suggested, Map.of()).at("/data/suggestedPeople")))
                .containsExactly(other);
        act(other, BLOCK, me);
        assertThat(ids(graphql("graph~" + me, suggested, Map.of()).at("/data/suggestedPeople")))
                .isEmpty();
    }

    @Test
    void onlyWhoBlocksReadsWhom() {
        String me = named(handle());
        List<String> others =
                IntStream.range(0, 3).mapToObj(i -> named(handle())).toList();
        others.forEach(other -> act(me, BLOCK, other));
        JsonNode first = graphql(me, BLOCKED, Map.of("first", 2)).at("/data/blockedPeople");
        assertThat(ids(first.path("nodes"))).containsExactly(others.get(2), others.get(1));
        JsonNode rest = graphql(
                        me,
                        BLOCKED,
                        Map.of(
                                "first",
                                2,
                                "after",
                                first.at("/pageInfo/endCursor").asString()))
                .at("/data/blockedPeople");
        assertThat(ids(rest.path("nodes"))).containsExactly(others.getFirst());
        assertThat(graphql(others.getFirst(), BLOCKED, Map.of("first", 5)).at("/data/blockedPeople/nodes"))
                .isEmpty();
        assertThat(code(me, BLOCK, me)).isEqualTo("INVALID_INPUT");
        assertThat(code(me, BLOCK, Ids.next("usr"))).isEqualTo("NOT_FOUND");
        assertThat(code(me, BLOCK, "nobody")).isEqualTo("NOT_FOUND");
    }
}
