package io.aula.identity.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal that a mutation's payload carries; its name is its GraphQL type. */
public sealed interface UserError {
    String code();

    String message();

    List<String> path();

    record ValidationError(String code, String message, List<String> path) implements UserError {}

    record NotFoundError(String code, String message, List<String> path, String nodeId) implements UserError {}

    record ForbiddenError(String code, String message, List<String> path, String missingPermission)
            implements UserError {}

    record ConflictError(
            String code,
            String message,
            List<String> path,
            @Nullable Integer currentRevision) implements UserError {}
}
