package io.aula.platform.outbox;

import io.aula.platform.crash.CrashPoints;
import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.context.SmartLifecycle;

/**
 * Carries one store's pending events to the broker: publishes a batch, waits for the broker's confirms, lets the store
 * forget what was confirmed. What a full queue refuses stays and is offered again. A crash in between sends an event twice under the same id, never not at all; consumers have
 * an {@link Inbox} for that.
 */
public final class Relay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 200;
    private static final long IDLE_MILLIS = 1_000;
    private static final long BROKEN_MILLIS = 2_000;

    private final PendingEvents pending;
    private final Function<List<Outgoing>, boolean[]> publisher;
    private final Semaphore signal = new Semaphore(0);
    /** Of the last round; they are still pending. */
    private int refused;

    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    public Relay(PendingEvents pending, ConfirmedPublisher publisher) {
        this(pending, publisher::publish);
    }

    /** {@code publisher} tells of each message whether it is safe. */
    Relay(PendingEvents pending, Function<List<Outgoing>, boolean[]> publisher) {
        this.pending = pending;
        this.publisher = publisher;
    }

    /** Something new is there: do not wait for the next look. */
    public void wake() {
        signal.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("relay-" + pending.name()).start(this::loop);
    }

    @Override
    public void stop() {
        running = false;
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void loop() {
        boolean healthy = true;
        while (running) {
            try {
                int sent = drain();
                if (refused > 0) {
                    throw new AmqpException("the broker did not take " + refused + " of them; is a queue full?");
                }
                healthy = true;
                if (sent < BATCH) {
                    await(IDLE_MILLIS);
                }
            } catch (RuntimeException e) {
                if (healthy) { // once per outage, not once per try
                    LOG.warn("Events of {} wait: {}", pending.name(), e.toString());
                }
                healthy = false;
                await(BROKEN_MILLIS);
            }
        }
    }

    private void await(long millis) {
        try {
            if (signal.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Publishes at most one batch; returns how many the broker confirmed. */
    int drain() {
        return pending.claiming(this::round);
    }

    private int round() {
        List<Outgoing> messages = pending.oldest(BATCH);
        refused = 0;
        if (messages.isEmpty()) {
            return 0;
        }
        boolean[] confirmed = publisher.apply(messages);
        CrashPoints.reach("outbox.after-publish");
        List<String> done = new ArrayList<>();
        for (int i = 0; i < confirmed.length; i++) {
            if (confirmed[i]) {
                done.add(messages.get(i).id());
            }
        }
        if (!done.isEmpty()) {
            pending.forget(done);
        }
        refused = messages.size() - done.size();
        CrashPoints.reach("outbox.after-mark");
        return done.size();
    }
}
