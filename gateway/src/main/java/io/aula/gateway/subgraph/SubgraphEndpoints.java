package io.aula.gateway.subgraph;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** All subgraphs by name, and what one answer may cost. */
public record SubgraphEndpoints(Map<String, SubgraphEndpoint> byName, Duration timeout, int maxAnswerBytes) {

    static final int MAX_CONNECTIONS = 512;

    public SubgraphEndpoints {
        byName = Map.copyOf(byName);
    }

    /** Empty for a subgraph that has left the graph while a plan that knows it still runs. */
    Optional<SubgraphEndpoint> named(String subgraph) {
        return Optional.ofNullable(byName.get(subgraph));
    }
}
