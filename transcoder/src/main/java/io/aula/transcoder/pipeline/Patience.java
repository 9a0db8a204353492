package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Finding;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long a source may take to show its streams. That it is damaged is said only once the processor has worked on it for long
 * enough: on a busy machine the clock on the wall tells of the machine, and another try may go better.
 *
 * @param work of all processors together
 * @param wall in which even a busy machine should have done it
 */
record Patience(Duration work, Duration wall) {

    private static final int TICK_MS = 250;

    /** @param processorTime that was spent until now */
    void await(CountDownLatch shown, Supplier<Duration> processorTime) throws MediaFailure, InterruptedException {
        long until = System.nanoTime() + wall.toNanos();
        Duration enough = processorTime.get().plus(work);
        while (!shown.await(TICK_MS, TimeUnit.MILLISECONDS)) {
            if (processorTime.get().compareTo(enough) >= 0) {
                throw new MediaFailure(Finding.UNREADABLE);
            }
            if (System.nanoTime() > until) {
                throw new MediaFailure(Finding.STANDS_STILL, Finding.time(0));
            }
        }
    }

    /** Of this process, which does nothing else. */
    static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
