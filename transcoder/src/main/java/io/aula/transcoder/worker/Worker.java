package io.aula.transcoder.worker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.aula.media.ObjectStore;
import io.aula.transcoder.job.SpeechSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a connection to the broker, and on it a consumer that transcodes and one that hears, until told to stop. */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long SHORTEST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private static final long HEARING_ENDS_MS = 10_000;

    private final WorkerSettings settings;
    private final ObjectStore store;
    private final @Nullable SpeechSettings speech;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable JobConsumer consumer;
    private @Nullable SpeechConsumer hearer;
    private volatile boolean isConnected;

    /** @param speech null for a worker that does not hear */
    Worker(WorkerSettings settings, ObjectStore store, @Nullable SpeechSettings speech) {
        this.settings = settings;
        this.store = store;
        this.speech = speech;
    }

    boolean isReady() {
        return isConnected && stopping.getCount() > 0;
    }

    void run() throws InterruptedException {
        long pause = SHORTEST_PAUSE_MS;
        try {
            while (stopping.getCount() > 0) {
                long began = System.nanoTime();
                consumeOnce();
                boolean wasLong = System.nanoTime() - began > TimeUnit.SECONDS.toNanos(10);
                pause = wasLong ? SHORTEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pause * 2);
                if (stopping.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } finally {
            ended.countDown();
        }
    }

    /** Gives a running job back and waits until the broker knows. */
    void stop() {
        stopping.countDown();
        synchronized (this) {
            if (consumer != null) {
                consumer.stop();
            }
            if (hearer != null) {
                hearer.stop();
            }
        }
        try {
            if (!ended.await(15, TimeUnit.SECONDS)) {
                LOG.warn("stopped while a job was still ending");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void consumeOnce() throws InterruptedException {
        try (Connection connection = connect()) {
            JobConsumer current = new JobConsumer(connection, store, settings, Clock.systemUTC());
            SpeechConsumer beside =
                    speech == null ? null : new SpeechConsumer(connection, store, settings, speech, Clock.systemUTC());
            Thread hearing =
                    beside == null ? null : Thread.ofPlatform().name("speech").start(() -> hear(connection, beside));
            remember(current, beside);
            isConnected = true;
            LOG.info("takes jobs as {}", settings);
            try {
                current.consume();
            } finally {
                if (beside != null && hearing != null) {
                    beside.stop();
                    hearing.join(HEARING_ENDS_MS);
                }
            }
        } catch (IOException | TimeoutException | ShutdownSignalException | BrokerGoneException e) {
            LOG.warn("the broker is not there: {}", e.toString());
        } finally {
            isConnected = false;
            remember(null, null);
        }
    }

    /** Whatever ends one of the two ends the connection, and with it the other: both begin anew. */
    private static void hear(Connection connection, SpeechConsumer consumer) {
        try {
            consumer.consume();
        } catch (IOException | ShutdownSignalException | BrokerGoneException e) {
            LOG.warn("hears no more on this connection: {}", e.toString());
            connection.abort();
        } catch (RuntimeException e) {
            LOG.error("hearing failed in a way nobody thought of", e);
            connection.abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void remember(@Nullable JobConsumer current, @Nullable SpeechConsumer beside) {
        consumer = current;
        hearer = beside;
        if (stopping.getCount() == 0) {
            if (current != null) {
                current.stop();
            }
            if (beside != null) {
                beside.stop();
            }
        }
    }

    private Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            factory.setUri(settings.broker());
        } catch (java.net.URISyntaxException | GeneralSecurityException e) {
            throw new IllegalArgumentException("AULA_RABBITMQ_URI is not an amqp address", e);
        }
        // A restored connection would hold a message that is no longer ours: begin anew instead.
        factory.setAutomaticRecoveryEnabled(false);
        factory.setRequestedHeartbeat(10);
        factory.setConnectionTimeout(5_000);
        factory.setChannelRpcTimeout(20_000);
        return factory.newConnection("transcoder " + settings.workerId());
    }
}
