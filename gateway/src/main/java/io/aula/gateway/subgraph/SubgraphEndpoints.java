package io.aula.gateway.subgraph;

import java.time.Duration;
import java.util.Map;

/** All subgraphs by name, and what one answer may cost. */
public record SubgraphEndpoints(Map<String, SubgraphEndpoint> byName, Duration timeout, int maxAnswerBytes) {

    private static final int MAX_CONNECTIONS = 512;

    public SubgraphEndpoints {
        byName = Map.copyOf(byName);
    }

    SubgraphEndpoint named(String subgraph) {
        var endpoint = byName.get(subgraph);
        if (endpoint == null) {
            throw new IllegalArgumentException("No endpoint for subgraph " + subgraph);
        }
        return endpoint;
    }

    int maxConnections() {
        return MAX_CONNECTIONS;
    }
}
