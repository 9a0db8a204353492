package io.aula.devstack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The one bounded polling loop. */
public final class Wait {

    private static final long STEP_MILLIS = 150;

    private Wait() {}

    /** Whether {@code condition} came true before {@code patience} was over. */
    public static boolean until(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
