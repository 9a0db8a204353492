package io.aula.devstack.stripe;

import io.aula.devstack.stripe.billing.StripeRoutes;
import io.aula.devstack.stripe.ledger.Ledger;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Does what becomes due as time passes. It looks again when an event has told of a change, or when the next thing is due. */
final class RealTime implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RealTime.class.getName());
    private static final long EVERY_MILLIS = 1_000;
    /** A session that is begun tells nobody, and yet expires. */
    private static final long AT_LEAST_EVERY_SECONDS = 60;

    private final Ledger ledger;
    private final Clock clock;
    private final AtomicLong nextSecond = new AtomicLong();
    private final Thread thread;

    RealTime(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        ledger.onEvents(events -> nextSecond.set(0));
        thread = Thread.ofVirtual().name("real-time").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                tick();
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "what is due failed and is tried again", e);
            }
        }
    }

    private void tick() {
        long now = clock.instant().getEpochSecond();
        if (now < nextSecond.get()) {
            return;
        }
        nextSecond.set(now + AT_LEAST_EVERY_SECONDS);
        ledger.transact(StripeRoutes::runDue).ifPresent(at -> nextSecond.updateAndGet(next -> Math.min(next, at)));
    }
}
