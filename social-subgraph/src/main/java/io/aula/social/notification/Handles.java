package io.aula.social.notification;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.OutageException;
import io.aula.social.graph.Graph;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whose the handles are that a text calls. */
@Component
class Handles {
    private static final String PEOPLE =
            "MATCH (u:User) WHERE u.handle IN $handles AND u.v IS NOT NULL RETURN u.id AS id ORDER BY id LIMIT 100";

    private final Graph graph;

    Handles(Graph graph) {
        this.graph = graph;
    }

    /**
     * Nobody's leads to nobody.
     *
     * @throws OutageException while Neo4j is away, unless there is nobody to ask for
     */
    Set<UserId> people(Set<String> handles) {
        if (handles.isEmpty()) {
            return Set.of();
        }
        List<String> asked =
                handles.stream().map(handle -> handle.toLowerCase(Locale.ROOT)).toList();
        return Set.copyOf(graph.inBackground(() -> graph.rows(
                PEOPLE,
                Map.of("handles", asked),
                row -> new UserId(row.get("id").asString()))));
    }
}
