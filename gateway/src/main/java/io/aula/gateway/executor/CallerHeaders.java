package io.aula.gateway.executor;

import java.util.Optional;

/** The few headers of a caller that subgraphs get to see. */
public record CallerHeaders(
        Optional<String> authorization, Optional<String> acceptLanguage, Optional<String> traceparent) {

    public static CallerHeaders none() {
        return new CallerHeaders(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
