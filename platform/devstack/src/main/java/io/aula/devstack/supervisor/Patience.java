package io.aula.devstack.supervisor;

import io.aula.devstack.process.Effort;
import io.aula.devstack.process.Wait;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long a start is waited for: as long as it usually takes at most, and on a machine with much else to do longer, while the
 * process goes on working, up to a limit.
 *
 * @param usual what is waited in any case
 * @param most what is never exceeded
 * @param look how long a process may do nothing once it is late
 */
record Patience(Duration usual, Duration most, Duration look) {

    private static final int MOST_TIMES_USUAL = 6;
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(10);

    static Patience of(Duration usual) {
        Duration most = usual.multipliedBy(MOST_TIMES_USUAL);
        return new Patience(usual, most.compareTo(MOST) < 0 ? most : MOST, LOOK);
    }

    /** Whether {@code condition} came true; a thread that is interrupted waits no longer. */
    boolean until(BooleanSupplier condition, Supplier<Effort> effort) {
        long end = System.nanoTime() + most.toNanos();
        if (Wait.until(usual, condition)) {
            return true;
        }
        Effort before = effort.get();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            if (Wait.until(look, condition)) {
                return true;
            }
            Effort now = effort.get();
            if (!now.exceeds(before)) {
                return false;
            }
            before = now;
        }
        return false;
    }
}
