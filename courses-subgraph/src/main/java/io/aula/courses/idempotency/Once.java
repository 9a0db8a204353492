package io.aula.courses.idempotency;

import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.platform.idempotency.Once.Outcome;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The platform's store of keys, its refusal said as this graph says refusals. */
@Component("onceOrRefused")
public class Once {
    private static final int LONGEST_KEY = 200;

    private final io.aula.platform.idempotency.Once once;

    Once(io.aula.platform.idempotency.Once once) {
        this.once = once;
    }

    /**
     * @param request the content that is asked for; the same key with another is refused
     * @return the id made now or the first time. A second caller waits here until the first has committed.
     */
    public String run(String actor, String key, Object request, Supplier<String> create) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new Refusal(UserError.invalid(
                    "KEY_INVALID",
                    "Una clave de idempotencia tiene entre 1 y 200 caracteres.",
                    "An idempotency key has 1 to 200 characters.",
                    "idempotencyKey"));
        }
        return switch (once.run(actor, key, request, create)) {
            case Outcome.Made(String id) -> id;
            case Outcome.KeyReused() -> throw new Refusal(UserError.keyReused());
        };
    }
}
