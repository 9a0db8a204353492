package io.aula.gateway.executor;

import java.util.Set;

/**
 * What callers get to know of a subgraph's errors. Masked by default: an error whose code is on the list passes with its message and
 * a few extensions, any other becomes {@code INTERNAL} with an id under which its text is in the log. A subgraph in {@code open} has
 * all its messages and codes passed on, as one does while building it.
 */
public record ErrorPolicy(Set<String> open) {

    public static final ErrorPolicy MASKED = new ErrorPolicy(Set.of());

    /** Codes that tell callers something they can act on; their messages are written for them (schema/README.md lists them). */
    private static final Set<String> CODES = Set.of(
            "UNAUTHENTICATED",
            "REAUTHENTICATION_REQUIRED",
            "INSUFFICIENT_SCOPE",
            "FORBIDDEN",
            "NOT_FOUND",
            "BAD_USER_INPUT",
            "CONFLICT",
            "COST_EXCEEDED",
            "THROTTLED",
            "UNAVAILABLE");

    /** What of {@code extensions} goes along with such a code, which itself is always told. */
    private static final Set<String> EXTENSIONS =
            Set.of("coordinate", "coordinates", "missingScopes", "retryAfterSeconds", "correlationId");

    /** Never, whoever asks: what was thrown where, and whatever opens doors. */
    private static final Set<String> SECRET = Set.of(
            "code",
            "exception",
            "stacktrace",
            "stackTrace",
            "trace",
            "debug",
            "serviceName",
            "token",
            "authorization",
            "password",
            "secret");

    public ErrorPolicy {
        open = Set.copyOf(open);
    }

    boolean shows(String subgraph, String code) {
        return CODES.contains(code) || open.contains(subgraph);
    }

    boolean showsExtension(String subgraph, String name) {
        return EXTENSIONS.contains(name) || open.contains(subgraph) && !SECRET.contains(name);
    }
}
