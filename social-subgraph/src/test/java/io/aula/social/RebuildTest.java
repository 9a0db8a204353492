package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.JsonNode;

/**
 * What is derived is made anew from what its owners tell again, here the test, while it is read. Everything of other tests is told of
 * by nobody and goes, as far as it is derived.
 */
final class RebuildTest extends SocialTestServer {
    private static final String FOLLOW = "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }";
    private static final List<String> KINDS =
            List.of("people", "courses", "lessons", "enrollments", "progress", "completions");

    @Autowired
    private MongoOperations mongo;

    private final String course = Ids.next("crs");
    private final String lesson = Ids.next("les");
    private final String learner = Ids.next("usr");
    private final String friend = Ids.next("usr");
    private final String enrollment = Ids.next("enr");

    /** All that the owners know: told at first, and told again in a rebuild. */
    private void ownersTell(String... only) {
        for (String person : List.of(learner, friend)) {
            tell(
                    "user.updated",
                    person,
                    3,
                    Map.of("userId", person, "handle", "h", "locale", "es", "suspended", false));
        }
        if (only.length > 0) {
            return;
        }
        Map<String, Object> told = new HashMap<>(Map.of("courseId", course, "status", "PUBLISHED", "locale", "es"));
        told.putAll(Map.of("slug", "s", "level", "BEGINNER", "instructorIds", List.of(ANA)));
        tell("course.updated", course, 4, told);
        tell("lesson.changed", lesson, 2, lessonOf(course, lesson, Map.of("isFreePreview", false)));
        Map<String, Object> status = new HashMap<>(Map.of("enrollmentId", enrollment, "userId", learner));
        status.putAll(Map.of("courseId", course, "status", "ACTIVE", "enrolledAt", "2020-01-02T03:04:05Z"));
        tell("enrollment.changed", enrollment, 7, status);
        Map<String, @Nullable Object> progress =
                new HashMap<>(Map.of("userId", learner, "courseId", course, "progress", 0.5, "completedLessons", 1));
        progress.put("completedAt", null);
        tell("enrollment.progressed", enrollment, 7, progress);
        tell(
                "lesson.completed",
                lesson,
                1,
                Map.of("userId", learner, "lessonId", lesson, "courseId", course, "at", "2020-02-02T03:04:05Z"));
    }

    private static Map<String, Long> told() {
        Map<String, Long> told = new TreeMap<>();
        KINDS.forEach(kind -> told.put(kind, kind.equals("people") ? 2L : 1L));
        return told;
    }

    private long begin() {
        return post("/internal/rebuild").path("generation").asLong();
    }

    private boolean hasArrived() {
        JsonNode stated = get("/internal/rebuild").path("stated");
        return told().entrySet().stream()
                .allMatch(kind -> stated.path(kind.getKey()).asLong() >= kind.getValue());
    }

    private HttpResponse<String> end(long generation, Map<String, Long> told) {
        HttpRequest request = HttpRequest.newBuilder(address("http", "/internal/rebuild/end"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("generation", generation, "told", told))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the graph holds of this learner. */
    private List<String> graph() {
        return Stores.graph().executableQuery("""
                        MATCH (:User {id: $id})-[e:ENROLLED]->(c:Course)
                        RETURN c.id + ' ' + coalesce(e.status, '-') + ' ' + toString(e.at.year) + ' ' + coalesce(e.progress, 0) AS line
                        UNION ALL
                        MATCH (:User {id: $id})-[d:COMPLETED]->(l:Lesson) RETURN l.id + ' completed ' + toString(d.at.year) AS line""").withParameters(Map.of("id", learner)).execute().records().stream()
                .map(row -> row.get("line").asString())
                .sorted()
                .toList();
    }

    private List<String> asTold() {
        return List.of(course + " ACTIVE 2020 0.5", lesson + " completed 2020");
    }

    private void ruin() {
        Stores.graph()
                .executableQuery("""
                        MATCH (u:User {id: $id}) OPTIONAL MATCH (u)-[d:COMPLETED]->() DELETE d
                        WITH DISTINCT u
                        MATCH (u)-[e:ENROLLED]->() SET e.status = 'WITHDRAWN', e.statusV = 99, e.progress = 0.9, e.v = 99
                        MERGE (c:Course {id: $other}) SET c.v = 1, c.status = 'PUBLISHED', c.g = 0
                        MERGE (u)-[:ENROLLED {at: datetime(), status: 'ACTIVE'}]->(c)""")
                .withParameters(Map.of("id", learner, "other", Ids.next("crs")))
                .execute();
        mongo.updateFirst(
                Query.query(Criteria.where("_id").is(enrollment)),
                new Update().set("status", "EXPIRED").set("v", 99L),
                "access_enrollments");
        mongo.remove(Query.query(Criteria.where("_id").is(lesson)), "access_lessons");
    }

    private void set() {
        ownersTell();
        eventually(() -> graph().equals(asTold()) && isOpen(learner, lesson));
        graphql(learner, FOLLOW, Map.of("id", friend));
    }

    @Test
    void whatIsWrongMissingOrNobodysIsAsItsOwnersSayHoweverLongAgoThatWas() {
        set();
        String comment = add(learner, "k", lesson, "A record", Map.of())
                .at("/comment/id")
                .asString();
        ruin();
        long generation = begin();
        ownersTell();
        eventually(this::hasArrived);
        assertThat(end(generation, told()).statusCode()).isEqualTo(200);
        assertThat(graph()).isEqualTo(asTold());
        assertThat(isOpen(learner, lesson)).isTrue();
        JsonNode records =
                graphql(learner, "query($c: ID!) { comment(id: $c) { bodyMarkdown } }", Map.of("c", comment));
        assertThat(records.at("/data/comment/bodyMarkdown").asString()).isEqualTo("A record");
        assertThat(entity("User", learner).path("followingCount").asInt()).isEqualTo(1);
    }

    @Test
    void allTheWhileItIsAnsweredFromWhatWasThere() {
        set();
        long generation = begin();
        for (int i = 0; i < 20; i++) {
            assertThat(isOpen(learner, lesson)).isTrue();
            assertThat(graph()).isEqualTo(asTold());
        }
        ownersTell();
        while (!hasArrived()) {
            assertThat(isOpen(learner, lesson)).isTrue();
            assertThat(graph()).isEqualTo(asTold());
        }
        assertThat(end(generation, told()).statusCode()).isEqualTo(200);
        assertThat(isOpen(learner, lesson)).isTrue();
        assertThat(graph()).isEqualTo(asTold());
    }

    @Test
    void nothingGoesBeforeAsMuchHasArrivedAsWasTold() {
        set();
        long generation = begin();
        ownersTell("people");
        eventually(() -> get("/internal/rebuild").at("/stated/people").asLong() >= 2);
        HttpResponse<String> refused = end(generation, told());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("enrollments", "lessons").doesNotContain("people");
        assertThat(end(generation, Map.of()).statusCode()).isEqualTo(409);
        assertThat(graph()).isEqualTo(asTold());
        assertThat(isOpen(learner, lesson)).isTrue();
    }

    @Test
    void cutOffMidwayItIsBegunAgain() {
        set();
        long first = begin();
        ownersTell("people");
        ruin();
        long second = begin();
        assertThat(second).isGreaterThan(first);
        ownersTell();
        eventually(this::hasArrived);
        assertThat(end(first, told()).body()).contains("another rebuild");
        assertThat(end(second, told()).statusCode()).isEqualTo(200);
        assertThat(graph()).isEqualTo(asTold());
        assertThat(isOpen(learner, lesson)).isTrue();
    }

    @Test
    void whereTheGraphWasLostItIsCountedOnFromWhatIsLeft() {
        set();
        long first = begin();
        ownersTell();
        eventually(this::hasArrived);
        Stores.graph().executableQuery("MATCH (r:Rebuild) DELETE r").execute();
        long second = begin();
        assertThat(second).isGreaterThan(first);
        mongo.updateFirst(
                Query.query(Criteria.where("_id").is(enrollment)), new Update().set("v", 99L), "access_enrollments");
        ownersTell();
        eventually(this::hasArrived);
        assertThat(end(second, told()).statusCode()).isEqualTo(200);
        assertThat(isOpen(learner, lesson)).isTrue();
    }

    @Test
    void whatIsNewerThanWhatIsToldAgainStays() {
        set();
        begin();
        Map<String, Object> left = new HashMap<>(Map.of("enrollmentId", enrollment, "userId", learner));
        left.putAll(Map.of("courseId", course, "status", "WITHDRAWN", "enrolledAt", "2020-01-02T03:04:05Z"));
        tell("enrollment.changed", enrollment, 8, left);
        ownersTell(); // read before that was
        eventually(this::hasArrived);
        eventually(() -> !isOpen(learner, lesson));
        assertThat(graph().getFirst()).startsWith(course + " WITHDRAWN");
    }
}
