package io.aula.identity.commerce.payment;

import java.time.Duration;

/**
 * Until when somebody waits for the provider: of all calls of one act together, however many they are. Without one each call has the
 * time of a worker, whom nobody waits for.
 */
public final class Deadline {
    private static final ScopedValue<Long> END = ScopedValue.newInstance();

    private Deadline() {}

    public static <T> T within(Duration most, ScopedValue.CallableOp<T, RuntimeException> act) {
        return ScopedValue.where(END, System.nanoTime() + most.toNanos()).call(act);
    }

    /** What is left, or {@code otherwise} where nobody waits; nothing or less when it is over. */
    public static Duration left(Duration otherwise) {
        return END.isBound() ? Duration.ofNanos(END.get() - System.nanoTime()) : otherwise;
    }

    /** Whether somebody waits. */
    public static boolean isSet() {
        return END.isBound();
    }
}
