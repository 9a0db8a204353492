package io.aula.gateway.edge;

import io.aula.gateway.executor.IncrementalFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Media types we can answer with, and which of them a client likes best. */
enum Accepted {
    JSON("application/json"),
    GRAPHQL_RESPONSE("application/graphql-response+json"),
    EVENT_STREAM("text/event-stream"),
    MULTIPART("multipart/mixed");

    private final String type;

    Accepted(String type) {
        this.type = type;
    }

    String contentType() {
        return type + "; charset=utf-8";
    }

    boolean streams() {
        return this == EVENT_STREAM || this == MULTIPART;
    }

    /** No header means JSON, as GraphQL over HTTP has it; an empty result means nothing we have would do. */
    static Optional<Accepted> best(@Nullable String header) {
        return header == null || header.isBlank() ? Optional.of(JSON) : best(header, Objects::nonNull);
    }

    private static Optional<Accepted> best(String header, Predicate<@Nullable Accepted> isWanted) {
        Accepted best = null;
        var bestQuality = 0.0;
        for (var range : header.split(",")) {
            var parts = range.split(";");
            var accepted = matching(parts[0].strip());
            var quality = quality(parts);
            if (isWanted.test(accepted) && quality > bestQuality) {
                best = accepted;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    /** As what the client reads events best, if it reads any. */
    static Optional<Accepted> streaming(@Nullable String header) {
        return header == null ? Optional.empty() : best(header, candidate -> candidate != null && candidate.streams());
    }

    /** How the client reads answers in parts, if it does; a client that names no specification reads the current one. */
    static Optional<IncrementalFormat> incremental(@Nullable String header) {
        for (var range :
                header == null ? new String[0] : header.toLowerCase(Locale.ROOT).split(",")) {
            var parts = range.replace(" ", "").split(";");
            var parameters = List.of(parts);
            if (!parts[0].equals(MULTIPART.type)
                    || quality(parts) <= 0
                    || parameters.contains("subscriptionspec=1.0")) {
                continue;
            }
            return Optional.of(
                    parameters.contains("deferspec=20220824") ? IncrementalFormat.PATHS : IncrementalFormat.PENDING);
        }
        return Optional.empty();
    }

    private static @Nullable Accepted matching(String range) {
        for (var candidate : values()) {
            if (candidate.type.equalsIgnoreCase(range)) {
                return candidate;
            }
        }
        return range.equals("*/*") || range.equals("application/*") ? JSON : null;
    }

    private static double quality(String[] parts) {
        for (var i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
