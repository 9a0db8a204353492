package io.aula.social.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A foreseeable refusal of a mutation, told in the payload. */
public sealed interface UserError {
    String code();

    String message();

    @Nullable
    List<String> path();

    /** The input cannot be taken as it is. */
    record ValidationError(
            String code, String message, @Nullable List<String> path) implements UserError {}

    /** What the input names is not there, or not any more. */
    record NotFoundError(
            String code, String message, @Nullable List<String> path, String nodeId) implements UserError {}

    /** It is there, and not the caller's to change. */
    record ForbiddenError(
            String code,
            String message,
            @Nullable List<String> path,
            @Nullable String missingPermission) implements UserError {}

    /** Somebody was there before, or the same key meant something else. */
    record ConflictError(
            String code,
            String message,
            @Nullable List<String> path,
            @Nullable Integer currentRevision) implements UserError {}

    /** Too many in too short a time. */
    record SlowDownError(
            String code, String message, @Nullable List<String> path, int retryAfterMs) implements UserError {}

    /** An edge of the knowledge tree would lead back to where it begins. */
    record CycleError(String code, String message, @Nullable List<String> path, List<Concept> cycle)
            implements UserError {
        public CycleError {
            cycle = List.copyOf(cycle);
        }
    }

    /**
     * What one wrote is out of sight, and why.
     *
     * @param appealUrl where it is told, and may be objected to; null for a suspension, which is not objected to here
     */
    record ModerationError(
            String code,
            String message,
            @Nullable List<String> path,
            String rule,
            @Nullable String appealUrl) implements UserError {}

    static UserError invalid(String message, String... path) {
        return new ValidationError("INVALID_INPUT", message, List.of(path));
    }

    static UserError notFound(String message, String id) {
        return new NotFoundError("NOT_FOUND", message, null, id);
    }
}
