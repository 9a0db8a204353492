package io.aula.gateway.edge;

import io.aula.gateway.executor.CallerHeaders;
import java.util.Set;

/**
 * Which labels of progressive overrides ({@code @override(label:)}) are active for a request: with an active label a field is asked of
 * the subgraph that takes it over. {@code percent(N)} is decided by the gateway itself.
 */
@FunctionalInterface
public interface ActiveLabels {

    /** Nothing is taken over but by {@code percent(N)}. */
    ActiveLabels NONE = (labels, headers) -> Set.of();

    /**
     * On the request's event loop, and for each request: it must not wait.
     *
     * @param labels those of the supergraph, without {@code percent(N)}
     * @return the active ones of them
     */
    Set<String> of(Set<String> labels, CallerHeaders headers);
}
