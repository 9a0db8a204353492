package io.aula.courses.captions;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BackgroundRounds of work that the scheduler does not wait for: all that is scheduled at a distance shares one thread, and leases must
 * not wait for an engine or a store. A round that is still going on is not begun again.
 */
public final class BackgroundRounds {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundRounds.class);

    private final String name;
    private final AtomicBoolean isGoingOn = new AtomicBoolean();

    public BackgroundRounds(String name) {
        this.name = name;
    }

    public void begin(Runnable round) {
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
