package io.aula.social.recommendation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.social.graph.Graph;
import java.time.Instant;
import java.time.ZoneOffset;
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
            WITH x, nx, u, COUNT { (u)-[:ENROLLED]->() } AS activity WHERE activity <= 200 AND NOT coalesce(u.isApart, false)
            MATCH (u)-[:ENROLLED]->(y:Course) WHERE y <> x AND coalesce(y.status, 'PUBLISHED') = 'PUBLISHED'
            WITH x, nx, y, sum(1.0 / log(2.0 + activity)) AS w, count(u) AS support WHERE support >= $support
            WITH x, y, support, w / (sqrt(toFloat(nx)) * sqrt(toFloat(COUNT { (y)<-[:ENROLLED]-() }))) AS score
            ORDER BY score DESC, y.id LIMIT 50
            CREATE (x)-[:ALSO_SEEN {score: score, support: support, asOf: datetime()}]->(y)""";

    private static final String UNMARK = "MATCH (c:Course {id: $courseId}) WHERE c.touched = $at REMOVE c.touched";

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
              WHERE EXISTS { (f)-[:FOLLOWS]->(me) } AND NOT coalesce(f.isApart, false)
                AND coalesce(e.status, 'ACTIVE') IN ['ACTIVE', 'COMPLETED']
              RETURN f.id AS friend ORDER BY friend LIMIT $limit
            }
            RETURN id, friend ORDER BY id, friend""";

    /** Of the 50 000 that joined last, so that its cost has an end; of each language the 100 courses that most of them joined. */
    private static final String REFRESH_TRENDING = """
            MATCH ()-[e:ENROLLED]->(c:Course) WHERE e.at > $since AND c.status = 'PUBLISHED'
            WITH c, e ORDER BY e.at DESC LIMIT 50000
            WITH c, count(e) AS joined ORDER BY joined DESC, c.id
            WITH left(c.locale, 2) AS language, collect({course: c, joined: joined})[..100] AS best
            WITH reduce(all = [], each IN collect(best) | all + each) AS now
            CALL (now) {
              MATCH (old:Course) WHERE old.trending > 0 AND NOT old IN [each IN now | each.course]
              REMOVE old.trending
            }
            UNWIND now AS each
            WITH each.course AS c, each.joined AS joined
            SET c.trending = joined""";

    private final Graph graph;

    Recommendations(Graph graph) {
        this.graph = graph;
    }

    record Touched(String courseId, long at) {}

    record Seen(CourseId courseId, double score, int support) {}

    List<Touched> touched(int limit) {
        return graph.inBackground(() -> graph.rows(
                TOUCHED,
                Map.of("limit", limit),
                row -> new Touched(row.get("id").asString(), row.get("at").asLong())));
    }

    /**
     * The mark goes first, which takes the course's lock: whoever joins at this moment is either counted or marks it anew behind us.
     * Removed last, it would go with the mark of an event that waited to be committed.
     */
    void refresh(Touched course, int support) {
        graph.inBackground(() -> {
            graph.run(UNMARK, Map.of("courseId", course.courseId(), "at", course.at()));
            graph.run(REFRESH, Map.of("courseId", course.courseId(), "support", support));
            return course;
        });
    }

    /** Counts again what most people joined since then. */
    void refreshTrending(Instant since) {
        graph.inBackground(() -> {
            graph.run(REFRESH_TRENDING, Map.of("since", since.atZone(ZoneOffset.UTC)));
            return since;
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
