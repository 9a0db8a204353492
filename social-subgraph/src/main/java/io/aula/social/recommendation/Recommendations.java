package io.aula.social.recommendation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.social.graph.Graph;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/** The statements about ALSO_SEEN and who else is in a course. */
@Component
class Recommendations {
    private static final String TOUCHED =
            "MATCH (c:Course) WHERE c.touched IS NOT NULL RETURN c.id AS id, c.touched AS at ORDER BY at LIMIT $limit";

    /**
     * Samples, so that a course with a million learners costs what one with 20 000 does. A course of which only learners
     * are known yet takes part: when it is published nothing else would bring it in.
     */
    private static final String REFRESH = """
            MATCH (x:Course {id: $courseId})
            CALL (x) { MATCH (x)-[old:ALSO_SEEN]->() DELETE old }
            WITH x, COUNT { (x)<-[:ENROLLED]-() } AS nx WHERE nx >= $support
            MATCH (x)<-[ex:ENROLLED]-(u:User)
            WITH x, nx, u ORDER BY ex.at DESC LIMIT 20000
            WITH x, nx, u, COUNT { (u)-[:ENROLLED]->() } AS activity WHERE activity <= 200
            MATCH (u)-[:ENROLLED]->(y:Course) WHERE y <> x AND coalesce(y.status, 'PUBLISHED') = 'PUBLISHED'
            WITH x, nx, y, sum(1.0 / log(2.0 + activity)) AS w, count(u) AS support WHERE support >= $support
            WITH x, y, support, w / (sqrt(toFloat(nx)) * sqrt(toFloat(COUNT { (y)<-[:ENROLLED]-() }))) AS score
            ORDER BY score DESC, y.id LIMIT 50
            CREATE (x)-[:ALSO_SEEN {score: score, support: support, asOf: datetime()}]->(y)""";

    private static final String DONE = "MATCH (c:Course {id: $courseId}) WHERE c.touched = $at REMOVE c.touched";

    private static final String ALSO_SEEN = """
            UNWIND $ids AS id
            CALL (id) {
              MATCH (:Course {id: id})-[s:ALSO_SEEN]->(y:Course) WHERE y.status = 'PUBLISHED'
              RETURN y.id AS seen, s.score AS score, s.support AS support ORDER BY score DESC, seen LIMIT $limit
            }
            RETURN id, seen, score, support ORDER BY id, score DESC, seen""";

    private static final String FRIENDS = """
            UNWIND $ids AS id
            CALL (id) {
              MATCH (me:User {id: $me})-[:FOLLOWS]->(f:User)-[e:ENROLLED]->(:Course {id: id})
              WHERE EXISTS { (f)-[:FOLLOWS]->(me) } AND coalesce(e.status, 'ACTIVE') IN ['ACTIVE', 'COMPLETED']
              RETURN f.id AS friend ORDER BY friend LIMIT $limit
            }
            RETURN id, friend ORDER BY id, friend""";

    private final Graph graph;

    Recommendations(Graph graph) {
        this.graph = graph;
    }

    record Touched(CourseId courseId, long at) {}

    record Seen(CourseId courseId, double score, int support) {}

    List<Touched> touched(int limit) {
        return graph.inBackground(() -> graph.rows(
                TOUCHED,
                Map.of("limit", limit),
                row -> new Touched(
                        new CourseId(row.get("id").asString()), row.get("at").asLong())));
    }

    /** A course touched again meanwhile stays marked, for the next round. */
    void refresh(Touched course, int support) {
        graph.inBackground(() -> {
            graph.run(REFRESH, Map.of("courseId", course.courseId().text(), "support", support));
            graph.run(DONE, Map.of("courseId", course.courseId().text(), "at", course.at()));
            return course;
        });
    }

    /** For each of the courses, the nearest first. */
    Map<CourseId, List<Seen>> alsoSeen(List<CourseId> courseIds, int limit) {
        return graph
                .read(
                        ALSO_SEEN,
                        Map.of("ids", texts(courseIds), "limit", limit),
                        row -> Map.entry(
                                course(row, "id"),
                                new Seen(
                                        course(row, "seen"),
                                        row.get("score").asDouble(),
                                        row.get("support").asInt())))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** For each of the courses, whom the person follows there and is followed by: to follow alone asks nobody. */
    Map<CourseId, List<UserId>> friendsEnrolled(UserId me, List<CourseId> courseIds, int limit) {
        return graph
                .read(
                        FRIENDS,
                        Map.of("me", me.text(), "ids", texts(courseIds), "limit", limit),
                        row -> Map.entry(
                                course(row, "id"), new UserId(row.get("friend").asString())))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static CourseId course(Record row, String field) {
        return new CourseId(row.get(field).asString());
    }

    private static List<String> texts(List<CourseId> ids) {
        return ids.stream().map(CourseId::text).toList();
    }
}
