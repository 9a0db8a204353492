package io.aula.gateway.executor;

/** One request to a subgraph; {@code body} is ours until the reply has come. */
public record SubgraphCall(String subgraph, JsonBuffer body, CallerHeaders headers, long deadlineNanos) {}
