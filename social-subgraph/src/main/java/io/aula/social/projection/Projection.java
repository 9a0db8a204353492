package io.aula.social.projection;

import io.aula.platform.messaging.Event;
import io.aula.social.graph.Graph;
import io.aula.social.graph.GraphOutbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Writes each event's effect and its inbox node in one transaction. Nodes that an event names before their own event came
 * are created as stubs, which count as nobody until identity tells of them; a version that is not newer changes nothing; erased people do not come back.
 *
 * <p>A version counts within its generation ({@code g}): the first telling since a rebuild began stands over whatever was there.
 */
@Component
class Projection {
    private static final String FIRST_TIME = """
            MERGE (i:Inbox {id: $eventId})
            ON CREATE SET i.at = datetime(), i.fresh = true
            WITH i, coalesce(i.fresh, false) AS fresh
            REMOVE i.fresh
            RETURN fresh""";

    private static final String USER = """
            OPTIONAL MATCH (gone:Gone {id: $userId})
            WITH gone WHERE gone IS NULL
            MERGE (u:User {id: $userId})
            WITH u WHERE coalesce(u.g, 0) < $g OR coalesce(u.v, -1) < $version
            SET u.g = $g, u.v = $version, u.handle = $handle, u.locale = $locale""";

    private static final String ERASE = """
            MERGE (:Gone {id: $userId})
            WITH 1 AS erased
            MATCH (u:User {id: $userId})
            DETACH DELETE u""";

    /** What they proposed and drew stays, as nobody's; while somebody changes the tree this waits, and who comes after sees who is gone. */
    private static final String NOBODYS_CONCEPTS = """
            MERGE (t:KnowledgeTree {id: 'tree'}) SET t.turn = $userId
            WITH 1 AS alone
            MATCH (k:Concept {by: $userId}) REMOVE k.by""";

    private static final String NOBODYS_EDGES =
            "MATCH (:Concept)-[r:REQUIRES|PART_OF]->(:Concept) WHERE r.by = $userId REMOVE r.by";

    private static final String COURSE = """
            MERGE (c:Course {id: $courseId})
            WITH c WHERE coalesce(c.g, 0) < $g OR coalesce(c.v, -1) < $version
            SET c.g = $g, c.v = $version, c.slug = $slug, c.status = $status, c.locale = $locale, c.level = $level
            WITH c
            CALL (c) { MATCH (:User)-[t:TEACHES]->(c) DELETE t }
            UNWIND $instructorIds AS instructorId
            OPTIONAL MATCH (gone:Gone {id: instructorId})
            WITH c, instructorId, gone WHERE gone IS NULL
            MERGE (u:User {id: instructorId})
            MERGE (u)-[:TEACHES]->(c)""";

    private static final String LESSON = """
            MERGE (c:Course {id: $courseId})
            MERGE (l:Lesson {id: $lessonId})
            MERGE (c)-[h:HAS_LESSON]->(l)
            WITH h, l WHERE coalesce(h.g, 0) < $g OR coalesce(l.v, -1) < $version
            SET h.g = $g, l.v = $version, l.durationMs = $durationMs, h.pos = $pos""";

    /** A lesson that is a draft or deleted stays, with what it teaches, and leads nobody to it. */
    private static final String LESSON_CHANGED = """
            MERGE (c:Course {id: $courseId})
            MERGE (l:Lesson {id: $lessonId})
            MERGE (c)-[:HAS_LESSON]->(l)
            WITH l WHERE coalesce(l.g, 0) < $g OR coalesce(l.changedV, -1) < $version
            SET l.g = $g, l.changedV = $version, l.isOut = $status = 'PUBLISHED' AND NOT coalesce($deleted, false)""";

    /** The join also changes what is seen beside every other course of this person: all of them are marked. */
    private static final String ENROLLED = """
            OPTIONAL MATCH (gone:Gone {id: $userId})
            WITH gone WHERE gone IS NULL
            MERGE (u:User {id: $userId})
            MERGE (c:Course {id: $courseId})
            MERGE (u)-[e:ENROLLED]->(c)
            SET e.at = coalesce(e.at, datetime($at)), e.id = $enrollmentId, e.v = coalesce(e.v, $version)
            WITH u
            MATCH (u)-[:ENROLLED]->(y:Course)
            WITH y LIMIT 200
            SET y.touched = timestamp()""";

    /** The edge stays when somebody leaves: what they saw beside other courses they have seen. */
    private static final String ENROLLMENT_CHANGED = """
            OPTIONAL MATCH (gone:Gone {id: $userId})
            WITH gone WHERE gone IS NULL
            MERGE (u:User {id: $userId})
            MERGE (c:Course {id: $courseId})
            MERGE (u)-[e:ENROLLED]->(c)
            WITH e WHERE coalesce(e.g, 0) < $g OR coalesce(e.statusV, -1) < $version
            SET e.g = $g, e.statusV = $version, e.status = $status, e.id = $enrollmentId,
              e.at = coalesce(datetime($enrolledAt), e.at)""";

    private static final String PROGRESSED = """
            OPTIONAL MATCH (gone:Gone {id: $userId})
            WITH gone WHERE gone IS NULL
            MERGE (u:User {id: $userId})
            MERGE (c:Course {id: $courseId})
            MERGE (u)-[e:ENROLLED]->(c)
            WITH e WHERE coalesce(e.progressG, 0) < $g OR coalesce(e.v, -1) < $version
            SET e.progressG = $g, e.v = $version, e.progress = $progress, e.completedAt = $completedAt""";

    private static final String COMPLETED = """
            OPTIONAL MATCH (gone:Gone {id: $userId})
            WITH gone WHERE gone IS NULL
            MERGE (u:User {id: $userId})
            MERGE (l:Lesson {id: $lessonId})
            MERGE (u)-[d:COMPLETED]->(l)
            ON CREATE SET d.at = datetime($at)
            SET d.g = $g""";

    private static final String SWEEP = """
            MATCH (i:Inbox) WHERE i.at < datetime() - duration('P30D')
            WITH i LIMIT 5000 DELETE i""";

    private final Graph graph;
    private final GraphOutbox outbox;
    private final GraphGenerations generations;

    Projection(Graph graph, GraphOutbox outbox, GraphGenerations generations) {
        this.graph = graph;
        this.outbox = outbox;
        this.generations = generations;
    }

    /** Applies the event unless it was applied before. */
    void apply(Event event) {
        graph.inBackground(() -> {
            boolean first = graph.rows(
                            FIRST_TIME,
                            Map.of("eventId", event.id()),
                            row -> row.get("fresh").asBoolean())
                    .getFirst();
            if (first) {
                effect(event);
            }
            return first;
        });
    }

    private void effect(Event event) {
        switch (event.type()) {
            case "user.registered", "user.updated" -> run(USER, event, "userId", "handle", "locale");
            case "user.deleted" -> {
                run(ERASE, event, "userId");
                run(NOBODYS_CONCEPTS, event, "userId");
                run(NOBODYS_EDGES, event, "userId");
                confirmErased(event);
            }
            case "course.published", "course.updated", "course.archived" ->
                run(COURSE, event, "courseId", "slug", "status", "locale", "level", "instructorIds");
            case "lesson.published" -> run(LESSON, event, "lessonId", "courseId", "durationMs", "pos");
            case "lesson.changed" -> run(LESSON_CHANGED, event, "lessonId", "courseId", "status", "deleted");
            case "enrollment.created" -> run(ENROLLED, event, "enrollmentId", "userId", "courseId", "at");
            case "enrollment.changed" ->
                run(ENROLLMENT_CHANGED, event, "enrollmentId", "userId", "courseId", "status", "enrolledAt");
            case "enrollment.progressed" -> run(PROGRESSED, event, "userId", "courseId", "progress", "completedAt");
            case "lesson.completed" -> run(COMPLETED, event, "userId", "lessonId", "at");
            default -> {} // follow.* is our own, and what is new tomorrow is not for today's projection
        }
    }

    /** In the transaction of the erasure itself. */
    private void confirmErased(Event event) {
        String userId = event.data().path("userId").asString("");
        outbox.append("user.erased", userId, event.version(), Map.of("userId", userId, "store", "GRAPH"));
    }

    private void run(String statement, Event event, String... fields) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        for (String field : fields) {
            parameters.put(field, value(event.data().path(field)));
        }
        parameters.put("version", event.version());
        parameters.put("g", generations.current());
        graph.run(statement, parameters);
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            node.forEach(item -> texts.add(item.asString()));
            return texts;
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? (Object) node.asLong() : (Object) node.asDouble();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isString() ? node.asString() : null;
    }

    /** Inbox nodes older than any redelivery are of no use. */
    void sweep() {
        graph.inBackground(() -> {
            graph.run(SWEEP, Map.of());
            return SWEEP;
        });
    }
}
