package io.aula.courses.graphql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A mutation's answer: the changed object under its own name, and the errors. */
public final class Payload {
    private Payload() {}

    /** Runs the use case; a refusal becomes the payload's errors. */
    public static Map<String, @Nullable Object> of(String field, Supplier<?> useCase) {
        try {
            return of(field, useCase.get(), List.of());
        } catch (Refusal refusal) {
            return of(field, null, refusal.errors());
        }
    }

    public static Map<String, @Nullable Object> of(String field, @Nullable Object value, List<UserError> errors) {
        Map<String, @Nullable Object> payload = new HashMap<>();
        payload.put(field, value);
        payload.put("userErrors", errors);
        return payload;
    }
}
