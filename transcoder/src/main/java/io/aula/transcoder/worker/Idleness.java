package io.aula.transcoder.worker;

import java.time.Duration;

/** Tells when nothing was to be done for a while, by any of a worker's consumers. */
final class Idleness {

    private final Duration most;
    private final Runnable whenOver;
    private int busy;
    private long since = System.nanoTime();

    /** @param most zero for a worker that waits for ever */
    Idleness(Duration most, Runnable whenOver) {
        this.most = most;
        this.whenOver = whenOver;
    }

    synchronized void begins() {
        busy++;
    }

    synchronized void ends() {
        busy--;
        since = System.nanoTime();
    }

    void nothingFound() {
        if (isOver()) {
            whenOver.run();
        }
    }

    private synchronized boolean isOver() {
        return busy == 0 && !most.isZero() && System.nanoTime() - since > most.toNanos();
    }
}
