package io.aula.social.recommendation;

import io.aula.platform.id.ConceptId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.social.graph.Graph;
import io.aula.social.graphql.Concept;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.User;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/**
 * The statements that find what somebody might see next. Each begins at one person, goes a bounded way and leaves out what they
 * are in, have left or do not want.
 */
@Component
class Candidates {
    /** What lies beside the 50 courses that they joined last; a course that they finished says more of their taste. */
    private static final String SEEN_BESIDE = """
            MATCH (me:User {id: $me})-[e:ENROLLED]->(x:Course)
            WITH me, x, e ORDER BY e.at DESC LIMIT 50
            MATCH (x)-[s:ALSO_SEEN]->(y:Course)
            WHERE y.status = 'PUBLISHED' AND NOT EXISTS { (me)-[:ENROLLED|DISMISSED]->(y) }
            WITH y, x, s, s.score * CASE WHEN e.completedAt IS NULL THEN 0.8 ELSE 1.0 END AS weight ORDER BY weight DESC, x.id
            WITH y, sum(weight) AS score, collect(x.id)[..3] AS because, max(s.support) AS support
            RETURN y.id AS course, score, because, support ORDER BY score DESC, course LIMIT 200""";

    /** Of those who follow them back alone: to follow asks nobody, and what somebody takes is not for everybody. */
    private static final String OF_FOLLOWED = """
            MATCH (me:User {id: $me})-[:FOLLOWS]->(f:User)
            WITH me, f LIMIT 1000
            WHERE EXISTS { (f)-[:FOLLOWS]->(me) } AND NOT coalesce(f.isApart, false)
            WITH me, f LIMIT 200
            CALL (f) {
              MATCH (f)-[e:ENROLLED]->(y:Course)
              WHERE e.at > $since AND coalesce(e.status, 'ACTIVE') IN ['ACTIVE', 'COMPLETED'] AND y.status = 'PUBLISHED'
              RETURN y LIMIT 50
            }
            WITH me, f, y WHERE NOT EXISTS { (me)-[:ENROLLED|DISMISSED]->(y) }
            WITH y, f ORDER BY f.id
            WITH y, count(f) AS support, collect(f.id)[..3] AS because
            RETURN y.id AS course, 0.15 * support AS score, because, support ORDER BY score DESC, course LIMIT 200""";

    /** What builds on what they know and is not known yet: a lesson that is all about a concept makes it known. */
    private static final String NEXT_CONCEPT = """
            MATCH (me:User {id: $me})-[d:COMPLETED]->(l:Lesson)
            WITH me, l, d ORDER BY d.at DESC LIMIT 500
            MATCH (l)-[t:TEACHES]->(k:Concept)
            WITH me, k, reduce(rest = 1.0, w IN collect(t.weight) | rest * (1.0 - 0.5 * w)) AS rest WHERE rest <= 0.5
            WITH me, collect(k)[..200] AS known
            UNWIND known AS k
            MATCH (k)<-[:REQUIRES]-(n:Concept) WHERE NOT n IN known
            WITH DISTINCT me, n LIMIT 100
            CALL (n) {
              MATCH (n)<-[:TEACHES]-(l:Lesson)<-[:HAS_LESSON]-(y:Course)
              WHERE y.status = 'PUBLISHED' AND coalesce(l.isOut, l.v IS NOT NULL)
              RETURN DISTINCT y LIMIT 50
            }
            WITH me, n, y WHERE NOT EXISTS { (me)-[:ENROLLED|DISMISSED]->(y) }
            WITH y, n ORDER BY n.slug
            WITH y, count(n) AS support, collect(n.id)[..3] AS because
            RETURN y.id AS course, 0.2 AS score, because, support ORDER BY support DESC, course LIMIT 200""";

    private static final String TRENDING = """
            MATCH (y:Course) WHERE y.trending > 0
              AND y.status = 'PUBLISHED' AND ($language IS NULL OR y.locale STARTS WITH $language)
              AND NOT EXISTS { (:User {id: $me})-[:ENROLLED|DISMISSED]->(y) }
            RETURN y.id AS course, toFloat(y.trending) AS score, [] AS because, y.trending AS support
            ORDER BY score DESC, course LIMIT $limit""";

    private final Graph graph;

    Candidates(Graph graph) {
        this.graph = graph;
    }

    List<Candidate> seenBeside(UserId me) {
        return graph.read(
                SEEN_BESIDE,
                Map.of("me", me.text()),
                row -> candidate(row, RecommendationReason.ALSO_SEEN, id -> new Course(new CourseId(id))));
    }

    /** @param since only what they began after this */
    List<Candidate> ofFollowed(UserId me, Instant since) {
        return graph.read(
                OF_FOLLOWED,
                Map.of("me", me.text(), "since", since.atZone(ZoneOffset.UTC)),
                row -> candidate(row, RecommendationReason.FOLLOWED_PERSON, id -> new User(new UserId(id))));
    }

    List<Candidate> nextConcepts(UserId me) {
        return graph.read(
                NEXT_CONCEPT,
                Map.of("me", me.text()),
                row -> candidate(row, RecommendationReason.NEXT_CONCEPT, id -> new Concept(new ConceptId(id))));
    }

    /**
     * What most people joined of late.
     *
     * @param me empty for nobody in particular
     * @param language with which a course's language begins; null for any
     */
    List<Candidate> trending(String me, @Nullable String language, int limit) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("me", me);
        parameters.put("language", language);
        parameters.put("limit", limit);
        return graph.read(TRENDING, parameters, row -> candidate(row, RecommendationReason.TRENDING, id -> id));
    }

    private static Candidate candidate(Record row, RecommendationReason reason, Function<String, Object> cause) {
        return new Candidate(
                new CourseId(row.get("course").asString()),
                row.get("score").asDouble(),
                reason,
                row.get("because").asList(value -> cause.apply(value.asString())),
                row.get("support").asInt());
    }
}
