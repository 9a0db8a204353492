package io.aula.gateway.executor;

import java.util.List;
import java.util.Map;

/**
 * What one request brings along: {@code introspection} holds answers about the schema by response key, {@code denied} the fields the
 * caller may not see, which the plan leaves out and the response tells about.
 */
public record ExecutionInput(
        Variables variables,
        CallerHeaders headers,
        Map<String, byte[]> introspection,
        List<DeniedField> denied,
        long deadlineNanos,
        long maxResponseBytes) {

    public ExecutionInput {
        introspection = Map.copyOf(introspection);
        denied = List.copyOf(denied);
    }

    /** A field answered with null, and why. */
    public record DeniedField(
            List<String> path, String coordinate, String code, String message, List<String> missingScopes) {}
}
