package io.aula.social.feed;

import io.aula.platform.id.UserId;
import io.aula.social.graph.Graph;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whom somebody follows, as the graph has it. */
@Component
class Circle {
    /**
     * The latest 300 of the first 5 000, so that whoever follows a million costs what one does who follows 5 000; how many follow those
     * is never asked.
     */
    private static final String FOLLOWED = """
            MATCH (me:User {id: $me})
            CALL (me) {
              MATCH (me)-[f:FOLLOWS]->(p:User) WITH f, p LIMIT 5000
              RETURN p, f.since AS since ORDER BY since DESC LIMIT 300
            }
            WITH me, p WHERE NOT EXISTS { (me)-[:BLOCKS]-(p) }
            RETURN p.id AS id, EXISTS { (p)-[:FOLLOWS]->(me) } AND NOT coalesce(p.isApart, false) AS shows""";

    private final Graph graph;

    Circle(Graph graph) {
        this.graph = graph;
    }

    /** Each with whether they show this person which courses they take: who follows them too and takes part in recommendations. */
    Map<UserId, Boolean> of(UserId person) {
        Map<UserId, Boolean> followed = new HashMap<>();
        graph.read(
                        FOLLOWED,
                        Map.of("me", person.text()),
                        row -> Map.entry(
                                new UserId(row.get("id").asString()),
                                row.get("shows").asBoolean()))
                .forEach(entry -> followed.put(entry.getKey(), entry.getValue()));
        return followed;
    }
}
