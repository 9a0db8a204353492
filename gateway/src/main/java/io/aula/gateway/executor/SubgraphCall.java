package io.aula.gateway.executor;

/** One request to a subgraph; {@code repeatable} if sending it twice does no harm. */
public record SubgraphCall(
        String subgraph, JsonBuffer body, CallerHeaders headers, long deadlineNanos, boolean repeatable) {}
