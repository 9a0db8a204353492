package io.aula.social.knowledge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.aula.platform.id.ConceptId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.social.access.LessonAccess.Taught;
import io.aula.social.graph.Graph;
import io.aula.social.knowledge.TagLessonInput.LessonConcept;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/** The statements about what lessons teach, and what somebody who finished some knows. */
@Component
class Lessons {
    /** Of a lesson of which the graph was told before it kept whether it is out, the copy knows. */
    private static final String TAG = """
            MERGE (l:Lesson {id: $lesson})
            MERGE (c:Course {id: $course})
            MERGE (c)-[:HAS_LESSON]->(l)
            SET l.isOut = coalesce(l.isOut, $isOut)
            WITH l
            CALL (l) { MATCH (l)-[old:TEACHES]->(:Concept) DELETE old }
            UNWIND $concepts AS each
            MATCH (k:Concept {id: each.id})
            MERGE (l)-[t:TEACHES]->(k)
            SET t.weight = each.weight, t.startMs = each.startMs""";

    private static final String TEACHES = """
            UNWIND $ids AS id
            MATCH (:Lesson {id: id})-[t:TEACHES]->(k:Concept)
            RETURN id, k.id AS concept, t.weight AS weight, t.startMs AS startMs, 1 AS lessons
            ORDER BY id, weight DESC, k.slug""";

    private static final String COVERS = """
            UNWIND $ids AS id
            CALL (id) {
              MATCH (:Course {id: id})-[:HAS_LESSON]->(l:Lesson)-[t:TEACHES]->(k:Concept)
              WHERE coalesce(l.isOut, l.v IS NOT NULL)
              RETURN k, max(t.weight) AS weight, count(l) AS lessons ORDER BY lessons DESC, k.slug LIMIT 20
            }
            RETURN id, k.id AS concept, weight, null AS startMs, lessons""";

    private static final String TAUGHT_BY = """
            UNWIND $ids AS id
            CALL (id) {
              MATCH (k:Concept {id: id})<-[t:TEACHES]-(l:Lesson)<-[:HAS_LESSON]-(c:Course)
              WHERE c.status = 'PUBLISHED' AND coalesce(l.isOut, l.v IS NOT NULL)
              RETURN l, t ORDER BY t.weight DESC, l.id LIMIT $limit
            }
            RETURN id, l.id AS lesson, t.weight AS weight, t.startMs AS startMs""";

    /** Counted anew from all that they finished, so that nothing that is tagged, merged or told late can leave it wrong. */
    private static final String KNOWN = """
            MATCH (:User {id: $me})-[d:COMPLETED]->(l:Lesson)
            WITH l, d ORDER BY d.at DESC LIMIT 5000
            MATCH (l)-[t:TEACHES]->(k:Concept)
            WITH k, collect(t.weight) AS weights
            RETURN k.id AS concept, 1.0 - reduce(rest = 1.0, w IN weights | rest * (1.0 - 0.5 * w)) AS score""";

    /** Without ways: a concept is visited once, however many chains lead to it. */
    private static final String BELOW = """
            MATCH (:Concept {id: $goal})-[:REQUIRES*0..100]->(k:Concept)
            WITH DISTINCT k LIMIT 200
            RETURN k.id AS concept, k.slug AS slug, COLLECT { MATCH (k)-[:REQUIRES]->(r:Concept) RETURN r.id } AS requires""";

    private static final String BEST_LESSONS = """
            UNWIND $ids AS id
            CALL (id) {
              MATCH (:Concept {id: id})<-[t:TEACHES]-(l:Lesson)<-[:HAS_LESSON]-(c:Course)
              WHERE c.status = 'PUBLISHED' AND coalesce(l.isOut, l.v IS NOT NULL)
              WITH l, t, EXISTS { (:User {id: $me})-[:COMPLETED]->(l) } AS isDone, EXISTS { (:User {id: $me})-[:ENROLLED]->(c) } AS isTheirs
              RETURN l, t, isDone
              ORDER BY isDone, isTheirs DESC, t.weight / (1.0 + coalesce(l.durationMs, 0) / 3600000.0) DESC, l.id LIMIT 3
            }
            RETURN id, l.id AS lesson, t.weight AS weight, t.startMs AS startMs, coalesce(l.durationMs, 0) AS durationMs""";

    private static final String MISSING = """
            UNWIND $ids AS id
            CALL (id) {
              MATCH (:Course {id: id})-[:HAS_LESSON]->(l:Lesson)-[:TEACHES]->(t:Concept)
              WHERE coalesce(l.isOut, l.v IS NOT NULL)
              WITH collect(DISTINCT t) AS taught
              UNWIND taught AS t
              MATCH (t)-[:REQUIRES]->(r:Concept) WHERE NOT r IN taught AND NOT r.id IN $known
              RETURN DISTINCT r ORDER BY r.slug LIMIT 10
            }
            RETURN id, r.id AS concept""";

    private final Graph graph;

    Lessons(Graph graph) {
        this.graph = graph;
    }

    /** @param startMs where in the lesson it begins; null of a whole course */
    record Coverage(
            ConceptId concept, double weight, @Nullable Integer startMs, int lessons) {}

    record Teaching(
            LessonId lesson, double weight, @Nullable Integer startMs, int durationMs) {}

    record Below(ConceptId concept, String slug, List<ConceptId> requires) {}

    /** Inside a change: what is not named is taken off. */
    void tag(LessonId lesson, Taught taught, List<LessonConcept> concepts) {
        List<Map<String, @Nullable Object>> all = concepts.stream()
                .map(each -> {
                    Map<String, @Nullable Object> one = new HashMap<>();
                    one.put("id", each.conceptId());
                    one.put("weight", each.weight());
                    one.put("startMs", each.startMs());
                    return one;
                })
                .toList();
        graph.run(
                TAG,
                Map.of(
                        "lesson", lesson.text(),
                        "course", taught.course().text(),
                        "isOut", taught.isPublished(),
                        "concepts", all));
    }

    Map<LessonId, List<Coverage>> teaches(Collection<LessonId> ids) {
        return coverage(TEACHES, ids.stream().map(LessonId::text).toList()).entrySet().stream()
                .collect(toMap(each -> new LessonId(each.getKey()), Map.Entry::getValue));
    }

    /** Of the lessons that are out. */
    Map<CourseId, List<Coverage>> covers(Collection<CourseId> ids) {
        return coverage(COVERS, ids.stream().map(CourseId::text).toList()).entrySet().stream()
                .collect(toMap(each -> new CourseId(each.getKey()), Map.Entry::getValue));
    }

    private Map<String, List<Coverage>> coverage(String statement, List<String> ids) {
        return graph
                .read(
                        statement,
                        Map.of("ids", ids),
                        row -> Map.entry(
                                row.get("id").asString(),
                                new Coverage(
                                        concept(row),
                                        row.get("weight").asDouble(),
                                        startMs(row),
                                        row.get("lessons").asInt())))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    Map<ConceptId, List<Teaching>> taughtBy(Collection<ConceptId> ids, int limit) {
        return teaching(TAUGHT_BY, ids, Map.of("limit", limit));
    }

    /** At most three for each: not finished yet first, then of a course that they are in, then much in little time. */
    Map<ConceptId, List<Teaching>> best(Collection<ConceptId> ids, UserId me) {
        return teaching(BEST_LESSONS, ids, Map.of("me", me.text()));
    }

    private Map<ConceptId, List<Teaching>> teaching(
            String statement, Collection<ConceptId> ids, Map<String, Object> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("ids", ids.stream().map(ConceptId::text).toList());
        return graph
                .read(
                        statement,
                        parameters,
                        row -> Map.entry(
                                new ConceptId(row.get("id").asString()),
                                new Teaching(
                                        new LessonId(row.get("lesson").asString()),
                                        row.get("weight").asDouble(),
                                        startMs(row),
                                        row.get("durationMs").asInt(0))))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** 1 − ∏(1 − weight / 2) over the lessons that they finished: one that is all about it makes a half. */
    Map<ConceptId, Double> known(UserId me) {
        Map<ConceptId, Double> scores = new HashMap<>();
        graph.read(
                        KNOWN,
                        Map.of("me", me.text()),
                        row -> Map.entry(concept(row), row.get("score").asDouble()))
                .forEach(each -> scores.put(each.getKey(), each.getValue()));
        return scores;
    }

    /** The goal and all that it needs, at most 200. */
    List<Below> below(ConceptId goal) {
        return graph.read(
                BELOW,
                Map.of("goal", goal.text()),
                row -> new Below(
                        concept(row),
                        row.get("slug").asString(),
                        row.get("requires").asList(each -> new ConceptId(each.asString()))));
    }

    /** What the courses build on and do not teach themselves, without what is known. */
    Map<CourseId, List<ConceptId>> missing(Collection<CourseId> ids, Collection<ConceptId> known) {
        return graph
                .read(
                        MISSING,
                        Map.of(
                                "ids", ids.stream().map(CourseId::text).toList(),
                                "known", known.stream().map(ConceptId::text).toList()),
                        row -> Map.entry(new CourseId(row.get("id").asString()), concept(row)))
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static ConceptId concept(Record row) {
        return new ConceptId(row.get("concept").asString());
    }

    private static @Nullable Integer startMs(Record row) {
        return Optional.of(row.get("startMs"))
                .filter(value -> !value.isNull())
                .map(value -> value.asInt())
                .orElse(null);
    }
}
