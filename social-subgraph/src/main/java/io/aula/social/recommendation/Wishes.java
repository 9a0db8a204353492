package io.aula.social.recommendation;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.social.graph.Graph;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What people said of recommendations: courses they do not want, and whether they take part. These are records; nothing else tells of them. */
@Component
class Wishes {
    /** The caller surely exists, though the event about them may be late, unless they were erased while their token lives on. */
    private static final String DISMISS = """
            MATCH (c:Course {id: $course})
            WHERE c.status IS NOT NULL AND NOT EXISTS { MATCH (:Gone {id: $me}) }
            MERGE (me:User {id: $me})
            MERGE (me)-[d:DISMISSED]->(c)
            ON CREATE SET d.at = $at
            RETURN true AS done""";

    private static final String WANT_AGAIN = """
            MATCH (c:Course {id: $course}) WHERE c.status IS NOT NULL
            OPTIONAL MATCH (:User {id: $me})-[d:DISMISSED]->(c)
            DELETE d
            RETURN true AS done""";

    private static final String IS_APART = """
            OPTIONAL MATCH (me:User {id: $me}) RETURN coalesce(me.isApart, false) AS apart""";

    /** What is seen beside the courses that they joined counts them, or does not any more: it is counted again. */
    private static final String SET_APART = """
            OPTIONAL MATCH (gone:Gone {id: $me})
            WITH gone WHERE gone IS NULL
            MERGE (me:User {id: $me})
            SET me.isApart = $apart
            WITH me
            MATCH (me)-[:ENROLLED]->(c:Course)
            WITH c LIMIT 200
            SET c.touched = $at""";

    private final Graph graph;

    Wishes(Graph graph) {
        this.graph = graph;
    }

    /** False when there is no such course. */
    boolean dismiss(UserId me, CourseId course, Instant at) {
        return change(DISMISS, me, course, at);
    }

    boolean wantAgain(UserId me, CourseId course, Instant at) {
        return change(WANT_AGAIN, me, course, at);
    }

    private boolean change(String statement, UserId me, CourseId course, Instant at) {
        List<Boolean> done = graph.write(() -> graph.rows(
                statement,
                Map.of("me", me.text(), "course", course.text(), "at", at.toEpochMilli()),
                row -> row.get("done").asBoolean()));
        return !done.isEmpty();
    }

    boolean isApart(UserId me) {
        return graph.read(
                        IS_APART,
                        Map.of("me", me.text()),
                        row -> row.get("apart").asBoolean())
                .getFirst();
    }

    void setApart(UserId me, boolean isApart, Instant at) {
        graph.write(() -> {
            graph.run(SET_APART, Map.of("me", me.text(), "apart", isApart, "at", at.toEpochMilli()));
            return isApart;
        });
    }
}
