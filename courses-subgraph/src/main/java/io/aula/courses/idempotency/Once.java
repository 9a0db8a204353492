package io.aula.courses.idempotency;

import io.aula.platform.idempotency.IdempotencyKey;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The platform's store of keys, for keys that can be kept. */
@Component("onceForAKey")
public class Once {
    private final io.aula.platform.idempotency.Once once;

    Once(io.aula.platform.idempotency.Once once) {
        this.once = once;
    }

    /** What became of a request with a key. */
    public sealed interface Outcome {
        /** @param id what was made, now or the first time */
        record Made(String id) implements Outcome {}

        /** The key was used before, with another request. */
        record KeyReused() implements Outcome {}

        /** The key is empty, or longer than 200 characters. */
        record KeyInvalid() implements Outcome {}
    }

    /**
     * A second caller waits here until the first has committed.
     *
     * @param request the content that is asked for, compared with the first one's
     */
    public Outcome run(String actor, String key, Object request, Supplier<String> create) {
        if (!IdempotencyKey.isGood(key)) {
            return new Outcome.KeyInvalid();
        }
        return switch (once.run(actor, key, request, create)) {
            case io.aula.platform.idempotency.Once.Outcome.Made(String id) -> new Outcome.Made(id);
            case io.aula.platform.idempotency.Once.Outcome.KeyReused() -> new Outcome.KeyReused();
        };
    }
}
