package io.aula.social.moderation;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.id.UserId;
import io.aula.social.graph.Graph;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whom identity told of, as the graph knows them. */
@Component
class People {
    private static final String KNOWN = "MATCH (u:User {id: $id}) WHERE u.v IS NOT NULL RETURN u.id AS id";

    private final Graph graph;

    People(Graph graph) {
        this.graph = graph;
    }

    /** While the graph is away everybody may be: what is reported then is not lost, and a moderator sees who it is. */
    boolean mayBeThere(UserId person) {
        try {
            return !graph.read(KNOWN, Map.of("id", person.text()), row -> true).isEmpty();
        } catch (DomainException away) {
            return true;
        }
    }
}
