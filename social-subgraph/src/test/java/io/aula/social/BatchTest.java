package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A list costs as many questions to the stores as one of its items does. */
final class BatchTest extends SocialTestServer {
    @Autowired
    private MeterRegistry meters;

    @Autowired
    private CountedCommands mongo;

    private long graphReads() {
        return meters.get("aula.graph.statements").tag("for", "read").timer().count();
    }

    private JsonNode ask(String fields, String type, List<String> ids) {
        List<Map<String, String>> keys =
                ids.stream().map(id -> Map.of("__typename", type, "id", id)).toList();
        String query =
                "query($r: [_Any!]!) { _entities(representations: $r) { ... on " + type + " { id " + fields + " } } }";
        JsonNode answer = graphql(ANA, query, Map.of("r", keys));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.path("data").path("_entities");
    }

    private static List<String> several(String prefix) {
        return IntStream.range(0, 12).mapToObj(i -> Ids.next(prefix)).toList();
    }

    @Test
    void followsOfManyPeopleAreOneStatementAField() {
        List<String> people = new ArrayList<>(several("usr"));
        people.set(3, person());
        String follow = "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }";
        graphql(ANA, follow, Map.of("id", people.get(3)));

        long before = graphReads();
        JsonNode found = ask("viewerFollows", "User", people);
        assertThat(graphReads() - before).isEqualTo(1);
        assertThat(found.path(3).path("viewerFollows").asBoolean()).isTrue();
        assertThat(found.path(4).path("viewerFollows").asBoolean()).isFalse();

        before = graphReads();
        found = ask("followerCount followingCount", "User", people);
        assertThat(graphReads() - before).isEqualTo(1);
        assertThat(found.path(3).path("followerCount").asInt()).isEqualTo(1);
        assertThat(found.path(4).path("followerCount").asInt()).isZero();

        before = graphReads();
        found = ask("followers(first: 2) { nodes { id } } mutuals(first: 2) { id }", "User", people);
        assertThat(graphReads() - before).isEqualTo(2);
        assertThat(ids(found.path(3).path("followers").path("nodes"))).containsExactly(ANA);
        assertThat(found.path(4).path("followers").path("nodes").isEmpty()).isTrue();
    }

    @Test
    void twoSizesOfTheSameListAreTwoStatementsAndTwoAnswers() {
        List<String> people = List.of(person(), person());
        String follow = "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }";
        for (int i = 0; i < 3; i++) {
            graphql(person(), follow, Map.of("id", people.getFirst()));
        }
        long before = graphReads();
        JsonNode found = ask(
                "one: followers(first: 1) { nodes { id } } two: followers(first: 2) { nodes { id } }", "User", people);
        assertThat(graphReads() - before).isEqualTo(2);
        assertThat(found.path(0).path("one").path("nodes").size()).isEqualTo(1);
        assertThat(found.path(0).path("two").path("nodes").size()).isEqualTo(2);
    }

    @Test
    void recommendationsOfManyCoursesAreOneStatementAField() {
        List<String> courses = new ArrayList<>(several("crs"));
        courses.set(0, course());
        courses.set(1, course());
        for (int i = 0; i < 3; i++) {
            String learner = Ids.next("usr");
            enroll(learner, courses.get(0));
            enroll(learner, courses.get(1));
        }
        eventually(() -> !entity("Course", courses.getFirst()).path("alsoSeen").isEmpty());
        long before = graphReads();
        JsonNode found = ask("alsoSeen(first: 3) { course { id } } friendsEnrolled { id }", "Course", courses);
        assertThat(graphReads() - before).isEqualTo(2);
        assertThat(found.path(0)
                        .path("alsoSeen")
                        .path(0)
                        .path("course")
                        .path("id")
                        .asString())
                .isEqualTo(courses.get(1));
        assertThat(found.path(5).path("alsoSeen").isEmpty()).isTrue();
    }

    @Test
    void countsAndDensityOfManyLessonsAreOneQueryEach() {
        List<String> lessons = lessons(12);
        write(lessons.get(2), "a", Map.of("positionMs", 31_000));
        write(lessons.get(2), "b", Map.of("positionMs", 44_999));
        write(lessons.get(2), "c", Map.of("positionMs", 45_000));

        int before = mongo.reads();
        JsonNode found = ask("commentDensity { startMs count }", "Lesson", lessons);
        // the lessons, their courses, where the person is enrolled, and the counts themselves
        assertThat(mongo.reads() - before).isEqualTo(4);
        assertThat(found.path(2).path("commentDensity").toString())
                .isEqualTo("[{\"startMs\":30000,\"count\":2},{\"startMs\":45000,\"count\":1}]");

        before = mongo.reads();
        found = ask("comments(first: 3) { totalCount }", "Lesson", lessons);
        // who may read, how long the lists are, the short ones together, and the counts themselves
        assertThat(mongo.reads() - before).isEqualTo(3 + 3);
        assertThat(found.path(2).path("comments").path("totalCount").asInt()).isEqualTo(3);
        assertThat(found.path(3).path("comments").path("totalCount").asInt()).isZero();
    }

    @Test
    void aPageOfThreadsCostsNoMoreThanOneThread() {
        String lesson = lesson();
        List<String> roots = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String root = write(lesson, "root " + i, Map.of());
            roots.add(root);
            for (int j = 0; j <= i; j++) {
                write(lesson, "reply " + j, Map.of("parentId", root));
            }
        }
        int before = mongo.reads();
        JsonNode nodes = ask(
                        "comments(first: 10, sort: OLDEST) { nodes { id author { id } viewerUpvoted parent { id }"
                                + " replies(first: 2) { nodes { bodyMarkdown } pageInfo { hasNextPage } } } }",
                        "Lesson",
                        List.of(lesson))
                .path(0)
                .path("comments")
                .path("nodes");
        // who may read, the page, the votes, how long the threads are, the short ones together
        assertThat(mongo.reads() - before).isEqualTo(3 + 4);
        assertThat(ids(nodes)).isEqualTo(roots);
        for (int i = 0; i < 6; i++) {
            JsonNode replies = nodes.path(i).path("replies");
            assertThat(replies.path("nodes").size()).isEqualTo(Math.min(i + 1, 2));
            assertThat(replies.path("nodes").path(0).path("bodyMarkdown").asString())
                    .isEqualTo("reply 0");
            assertThat(replies.path("pageInfo").path("hasNextPage").asBoolean()).isEqualTo(i >= 2);
        }
    }
}
