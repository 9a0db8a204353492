package io.aula.platform.outbox;

import io.aula.platform.crash.CrashPoints;
import io.aula.platform.messaging.ConfirmedPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries outbox rows to the broker: takes a batch under {@code for update skip locked}, so that several instances share
 * the work, publishes it, waits for the broker's confirms, and marks what was confirmed. A crash in between publishes a
 * row twice, never not at all; consumers have an {@link Inbox} for that.
 */
final class OutboxRelay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 200;
    private static final long IDLE_MILLIS = 1_000;
    private static final long BROKEN_MILLIS = 2_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final ConfirmedPublisher publisher;
    private final String schema;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    OutboxRelay(JdbcTemplate jdbc, TransactionTemplate transaction, ConfirmedPublisher publisher, String schema) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.publisher = publisher;
        this.schema = schema;
    }

    void wake() {
        signal.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("outbox-relay").start(this::loop);
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
                if (sent < BATCH) {
                    await(IDLE_MILLIS);
                }
            } catch (RuntimeException e) {
                if (healthy) { // once per outage, not once per try
                    LOG.warn("Outbox waits: {}", e.toString());
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

    /** Publishes at most one batch; returns how many rows were confirmed. */
    int drain() {
        Integer sent = transaction.execute(status -> {
            List<Row> rows = jdbc.query(
                    "select seq, id, topic, payload::text, traceparent from " + schema
                            + ".outbox where published_at is null order by seq limit " + BATCH
                            + " for update skip locked",
                    (found, index) -> new Row(
                            found.getLong(1),
                            new ConfirmedPublisher.Outgoing(
                                    found.getString(2), found.getString(3), found.getString(4), found.getString(5))));
            if (rows.isEmpty()) {
                return 0;
            }
            List<ConfirmedPublisher.Outgoing> messages =
                    rows.stream().map(Row::message).toList();
            boolean[] confirmed = publisher.publish(messages);
            CrashPoints.reach("outbox.after-publish");
            List<Object[]> done = new ArrayList<>();
            for (int i = 0; i < confirmed.length; i++) {
                if (confirmed[i]) {
                    done.add(new Object[] {rows.get(i).seq()});
                }
            }
            jdbc.batchUpdate("update " + schema + ".outbox set published_at = now() where seq = ?", done);
            CrashPoints.reach("outbox.after-mark");
            return done.size();
        });
        return sent == null ? 0 : sent;
    }

    private record Row(long seq, ConfirmedPublisher.Outgoing message) {}
}
