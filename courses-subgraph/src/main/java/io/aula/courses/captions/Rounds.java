package io.aula.courses.captions;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of work that the scheduler does not wait for: all that is scheduled at a distance shares one thread, and leases must
 * not wait for an engine or a store. A round that is still going on is not begun again.
 */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final AtomicBoolean isGoingOn = new AtomicBoolean();

    Rounds(String name) {
        this.name = name;
    }

    void begin(Runnable round) {
        if (isGoingOn.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(() -> run(round));
        }
    }

    private void run(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException e) {
            LOG.warn("A round of {} failed; the next one tries again", name, e);
        } finally {
            isGoingOn.set(false);
        }
    }
}
