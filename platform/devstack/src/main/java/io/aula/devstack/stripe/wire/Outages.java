package io.aula.devstack.stripe.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** What a test wants to go wrong between client and API. */
public final class Outages {

    private final Clock clock;
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private volatile Instant until = Instant.EPOCH;
    private volatile Duration pause = Duration.ZERO;

    public Outages(Clock clock) {
        this.clock = clock;
    }

    /** Every request gets 503 for so long. */
    public void unavailable(Duration time) {
        until = clock.instant().plus(time);
    }

    /** The next {@code count} POSTs are carried out, and their answers never arrive. */
    public void loseAnswers(int count) {
        lostAnswers.set(count);
    }

    /** Every request takes at least so long. */
    public void slow(Duration time) {
        pause = time;
    }

    boolean isUnavailable() {
        return clock.instant().isBefore(until);
    }

    boolean isAnswerLost() {
        return lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    void pause() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
