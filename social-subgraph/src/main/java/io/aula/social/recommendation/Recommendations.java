package io.aula.social.recommendation;

import io.aula.social.graph.Graph;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The statements about ALSO_SEEN and who else is in a course. */
@Component
class Recommendations {
    private static final String TOUCHED =
            "MATCH (c:Course) WHERE c.touched IS NOT NULL RETURN c.id AS id, c.touched AS at ORDER BY at LIMIT $limit";

    /** Samples, so that a course with a million learners costs what one with 20 000 does. */
    private static final String REFRESH = """
            MATCH (x:Course {id: $courseId})
            CALL (x) { MATCH (x)-[old:ALSO_SEEN]->() DELETE old }
            WITH x, COUNT { (x)<-[:ENROLLED]-() } AS nx WHERE nx >= $support
            MATCH (x)<-[ex:ENROLLED]-(u:User)
            WITH x, nx, u ORDER BY ex.at DESC LIMIT 20000
            WITH x, nx, u, COUNT { (u)-[:ENROLLED]->() } AS activity WHERE activity <= 200
            MATCH (u)-[:ENROLLED]->(y:Course) WHERE y <> x AND y.status = 'PUBLISHED'
            WITH x, nx, y, sum(1.0 / log(2.0 + activity)) AS w, count(u) AS support WHERE support >= $support
            WITH x, y, support, w / (sqrt(toFloat(nx)) * sqrt(toFloat(COUNT { (y)<-[:ENROLLED]-() }))) AS score
            ORDER BY score DESC, y.id LIMIT 50
            CREATE (x)-[:ALSO_SEEN {score: score, support: support, asOf: datetime()}]->(y)""";

    private static final String DONE = "MATCH (c:Course {id: $courseId}) WHERE c.touched = $at REMOVE c.touched";

    private static final String ALSO_SEEN = """
            MATCH (:Course {id: $courseId})-[s:ALSO_SEEN]->(y:Course) WHERE y.status = 'PUBLISHED'
            RETURN y.id AS id, s.score AS score, s.support AS support ORDER BY score DESC, id LIMIT $limit""";

    private static final String FRIENDS = """
            MATCH (:User {id: $me})-[:FOLLOWS]->(f:User)-[:ENROLLED]->(:Course {id: $courseId})
            RETURN f.id AS id ORDER BY id LIMIT $limit""";

    private final Graph graph;

    Recommendations(Graph graph) {
        this.graph = graph;
    }

    record Touched(String courseId, long at) {}

    record Seen(String courseId, double score, int support) {}

    List<Touched> touched(int limit) {
        return graph.read(
                TOUCHED,
                Map.of("limit", limit),
                row -> new Touched(row.get("id").asString(), row.get("at").asLong()));
    }

    /** A course touched again meanwhile stays marked, for the next round. */
    void refresh(Touched course, int support) {
        graph.inBackground(() -> {
            graph.run(REFRESH, Map.of("courseId", course.courseId(), "support", support));
            graph.run(DONE, Map.of("courseId", course.courseId(), "at", course.at()));
            return course;
        });
    }

    List<Seen> alsoSeen(String courseId, int limit) {
        return graph.read(
                ALSO_SEEN,
                Map.of("courseId", courseId, "limit", limit),
                row -> new Seen(
                        row.get("id").asString(),
                        row.get("score").asDouble(),
                        row.get("support").asInt()));
    }

    List<String> friendsEnrolled(String me, String courseId, int limit) {
        return graph.read(
                FRIENDS,
                Map.of("me", me, "courseId", courseId, "limit", limit),
                row -> row.get("id").asString());
    }
}
