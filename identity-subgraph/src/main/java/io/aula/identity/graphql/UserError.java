package io.aula.identity.graphql;

import io.aula.platform.idempotency.IdempotencyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal that a mutation's payload carries; its name is its GraphQL type. */
public sealed interface UserError {
    List<String> KEY = List.of("input", "idempotencyKey");

    /** One that only its feature knows, since it carries that feature's data. */
    non-sealed interface OfFeature extends UserError {}

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

    static UserError keyInvalid() {
        return new ValidationError(IdempotencyKey.INVALID, IdempotencyKey.invalid(), KEY);
    }

    static UserError keyReused() {
        return new ConflictError(IdempotencyKey.REUSED, IdempotencyKey.reused(), KEY, null);
    }
}
