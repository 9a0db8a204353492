package io.aula.social.projection;

import io.aula.social.graph.Graph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Which rebuild what is derived in the graph is of. People, courses and lessons stay as nodes, since records hang on them: whom they
 * follow, what a lesson teaches; what their owner does not know any more is closed instead.
 */
@Component
class GraphGenerations {
    private static final String CURRENT = "MATCH (r:Rebuild) RETURN max(r.g) AS g";
    private static final String BEGIN =
            "MERGE (r:Rebuild {id: 'derived'}) SET r.g = reduce(g = 0, n IN [coalesce(r.g, 0), $known] | CASE WHEN n > g THEN n ELSE g END) + 1 RETURN r.g AS g";
    private static final Map<String, String> STATED = Map.of(
            "people", "MATCH (u:User) WHERE u.g = $g RETURN count(u) AS n",
            "courses", "MATCH (c:Course) WHERE c.g = $g RETURN count(c) AS n",
            "lessons", "MATCH (l:Lesson) WHERE l.g = $g RETURN count(l) AS n",
            "enrollments", "MATCH ()-[e:ENROLLED]->() WHERE e.g = $g RETURN count(e) AS n",
            "progress", "MATCH ()-[e:ENROLLED]->() WHERE e.progressG = $g RETURN count(e) AS n",
            "completions", "MATCH ()-[d:COMPLETED]->() WHERE d.g = $g RETURN count(d) AS n");

    /** Each takes some of what is of an earlier generation, and says how many. */
    private static final Map<String, String> SWEEPS = Map.of(
            "enrollments",
                    "MATCH ()-[e:ENROLLED]->() WHERE coalesce(e.g, 0) < $g WITH e LIMIT 5000 DELETE e RETURN count(*) AS n",
            "completions",
                    "MATCH ()-[d:COMPLETED]->() WHERE coalesce(d.g, 0) < $g WITH d LIMIT 5000 DELETE d RETURN count(*) AS n",
            "courses", """
                    MATCH (c:Course) WHERE c.v IS NOT NULL AND coalesce(c.g, 0) < $g AND c.status <> 'ARCHIVED'
                    WITH c LIMIT 5000 SET c.status = 'ARCHIVED' RETURN count(*) AS n""",
            "lessons", """
                    MATCH (l:Lesson) WHERE l.isOut AND coalesce(l.g, 0) < $g
                    WITH l LIMIT 5000 SET l.isOut = false RETURN count(*) AS n""");

    /** What is seen beside each course is counted again. */
    private static final String TOUCH = "MATCH (c:Course) SET c.touched = timestamp()";

    private final Graph graph;

    GraphGenerations(Graph graph) {
        this.graph = graph;
    }

    /** Within a transaction; 0 before the first. */
    long current() {
        return graph.rows(CURRENT, Map.of(), row -> row.get("g").asLong(0)).getFirst();
    }

    /** @param known the latest that another store knows of, which may be all that is left of it */
    long begin(long known) {
        return graph.inBackground(() -> graph.rows(
                        BEGIN, Map.of("known", known), row -> row.get("g").asLong())
                .getFirst());
    }

    /** The present one, and how much of each kind is of it. */
    Stated stated() {
        return graph.inBackground(() -> {
            long generation = current();
            Map<String, Long> counts = new LinkedHashMap<>();
            STATED.forEach((kind, count) -> counts.put(kind, number(count, generation)));
            return new Stated(generation, counts);
        });
    }

    record Stated(long generation, Map<String, Long> counts) {
        Stated {
            counts = Map.copyOf(counts);
        }
    }

    /** Takes away what is of none but earlier ones; a transaction for some thousands each. */
    Map<String, Long> sweep(long generation) {
        Map<String, Long> swept = new LinkedHashMap<>();
        SWEEPS.forEach((kind, sweep) -> {
            long all = 0;
            long some;
            do {
                some = graph.inBackground(() -> number(sweep, generation));
                all += some;
            } while (some > 0);
            swept.put(kind, all);
        });
        graph.inBackground(() -> {
            graph.run(TOUCH, Map.of());
            return swept;
        });
        return swept;
    }

    private long number(String statement, long generation) {
        List<Long> found = graph.rows(
                statement, Map.of("g", generation), row -> row.get("n").asLong());
        return found.getFirst();
    }
}
