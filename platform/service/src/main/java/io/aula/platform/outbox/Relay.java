package io.aula.platform.outbox;

import io.aula.platform.crash.CrashPoints;
import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Carries one store's pending events to the broker: publishes a batch, waits for the broker's confirms, lets the store forget what
 * was confirmed. What a full queue refuses stays, and is offered again as {@link Refusals} say, while other events pass it by. A
 * crash in between sends an event twice under the same id, never not at all; consumers have an {@link Inbox} for that.
 */
public final class Relay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 200;
    private static final long IDLE_MILLIS = 1_000;
    private static final long BROKEN_MILLIS = 2_000;

    private final PendingEvents pending;
    private final Function<List<Outgoing>, boolean[]> publisher;
    private final Semaphore signal = new Semaphore(0);
    private final Refusals refusals;

    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    public Relay(PendingEvents pending, ConfirmedPublisher publisher) {
        this(pending, publisher::publish, System::nanoTime);
    }

    /** {@code publisher} tells of each message whether it is safe. */
    Relay(PendingEvents pending, Function<List<Outgoing>, boolean[]> publisher, LongSupplier nanoTime) {
        this.pending = pending;
        this.publisher = publisher;
        this.refusals = new Refusals(nanoTime, BATCH);
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
                healthy = true;
                if (sent < BATCH && refusals.due().isEmpty()) {
                    await(IDLE_MILLIS);
                }
            } catch (RuntimeException e) {
                if (healthy) { // once per outage, not once per try
                    LOG.warn("Events of {} wait: {}", pending.name(), e.toString());
                }
                healthy = false;
                waitOut(BROKEN_MILLIS);
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

    /** Whatever wakes: it would only be tried in vain. */
    private void waitOut(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long rest = millis; running && rest > 0; rest = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
            await(rest);
        }
    }

    /** Publishes at most one batch, and what may be offered again; returns how many the broker confirmed. */
    int drain() {
        return pending.claiming(this::round);
    }

    private int round() {
        List<Outgoing> messages = offered();
        if (messages.isEmpty()) {
            return 0;
        }
        boolean[] confirmed = publisher.apply(messages);
        CrashPoints.reach("outbox.after-publish");
        List<String> done = new ArrayList<>();
        Map<String, Boolean> whole = new LinkedHashMap<>();
        for (int i = 0; i < confirmed.length; i++) {
            whole.merge(messages.get(i).routingKey(), confirmed[i], Boolean::logicalAnd);
            if (confirmed[i]) {
                done.add(messages.get(i).id());
            }
        }
        if (!done.isEmpty()) {
            pending.forget(done);
        }
        whole.forEach(this::remember);
        CrashPoints.reach("outbox.after-mark");
        return done.size();
    }

    private List<Outgoing> offered() {
        List<Outgoing> messages = new ArrayList<>(pending.oldest(BATCH, refusals.routingKeys()));
        refusals.due().forEach((routingKey, atMost) -> {
            List<Outgoing> again = pending.oldest(atMost, routingKey);
            messages.addAll(again);
            if (again.isEmpty() && refusals.nothingToOffer(routingKey)) {
                LOG.info("No {} of {} waits any longer", routingKey, pending.name());
            }
        });
        return messages;
    }

    private void remember(String routingKey, boolean whole) {
        if (whole && refusals.taken(routingKey)) {
            LOG.info("The broker takes {} of {} again", routingKey, pending.name());
        } else if (!whole && refusals.refused(routingKey)) {
            LOG.warn("{} of {} waits: the broker refused it; is a queue full?", routingKey, pending.name());
        }
    }
}
