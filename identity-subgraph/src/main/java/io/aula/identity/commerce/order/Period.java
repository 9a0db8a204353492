package io.aula.identity.commerce.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From a moment on, and before another; null where there is no such end. */
record Period(@Nullable Instant from, @Nullable Instant to) {
    static final Period EVER = new Period(null, null);

    boolean isEmpty() {
        return from != null && to != null && !from.isBefore(to);
    }
}
