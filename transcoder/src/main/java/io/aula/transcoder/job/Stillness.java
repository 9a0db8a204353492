package io.aula.transcoder.job;

import java.time.Duration;

/** Notices that a child neither says anything nor works: it waits for something that will not come, whatever the machine does. */
final class Stillness {

    /** A process of ours that does nothing still takes a little of one processor. */
    private static final int WORK_SHARE = 100;

    private final Duration patience;
    private long since;
    private long lines;
    private Duration spent = Duration.ZERO;

    /** @param nanos of the clock that only runs forward */
    Stillness(Duration patience, long nanos) {
        this.patience = patience;
        this.since = nanos;
    }

    /**
     * Whether it has lasted for too long by now.
     *
     * @param said lines until now
     * @param work processor time until now
     */
    boolean lasts(long nanos, long said, Duration work) {
        if (said > lines || work.minus(spent).multipliedBy(WORK_SHARE).compareTo(patience) > 0) {
            since = nanos;
            lines = said;
            spent = work;
            return false;
        }
        // What processes that have ended worked is no longer counted.
        spent = work.compareTo(spent) < 0 ? work : spent;
        return nanos - since > patience.toNanos();
    }
}
