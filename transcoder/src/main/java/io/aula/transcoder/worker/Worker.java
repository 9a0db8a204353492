package io.aula.transcoder.worker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.aula.media.ObjectStore;
import io.aula.transcoder.job.Encoders;
import io.aula.transcoder.job.Jail;
import io.aula.transcoder.job.SpeechSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps a connection to the broker, and on it consumers that transcode, make pictures and hear, until told to stop, or out of work. */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long SHORTEST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 5_000;
    private static final long HANDING_BACK_MS = 10_000;
    private static final long HANDING_BACK_SECONDS = 15;

    private final WorkerSettings settings;
    private final ObjectStore store;
    private final Jail jail;
    private final Encoders encoders;
    private final @Nullable SpeechSettings speech;
    private final Idleness idleness;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private List<QueueConsumer<?>> consumers = List.of();
    private volatile boolean isConnected;

    /** @param speech null for a worker that does not hear */
    Worker(WorkerSettings settings, ObjectStore store, Jail jail, Encoders encoders, @Nullable SpeechSettings speech) {
        this.jail = jail;
        this.encoders = encoders;
        this.idleness = new Idleness(settings.patience().idle(), this::endForWantOfWork);
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

    /** Lets what runs end within the grace period, gives back what does not, and waits until the broker knows. */
    void stop() {
        stopping.countDown();
        synchronized (this) {
            consumers.forEach(QueueConsumer::takeNoMore);
        }
        try {
            if (ended.await(settings.patience().grace().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            synchronized (this) {
                consumers.forEach(QueueConsumer::stop);
            }
            if (!ended.await(HANDING_BACK_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("stopped while a job was still ending");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void endForWantOfWork() {
        if (stopping.getCount() > 0) {
            LOG.info(
                    "ends: there was nothing to do for {} s",
                    settings.patience().idle().toSeconds());
        }
        stopping.countDown();
        consumers.forEach(QueueConsumer::takeNoMore);
    }

    private void consumeOnce() throws InterruptedException {
        try (Connection connection = connect()) {
            List<QueueConsumer<?>> current = newConsumers(connection);
            remember(current);
            hearOfDrops(connection, current);
            List<Thread> threads = current.stream()
                    .map(each -> Thread.ofPlatform().name(each.name()).start(() -> consume(connection, each)))
                    .toList();
            isConnected = true;
            LOG.info("takes jobs as {}", settings);
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } finally {
                // Interrupted: what runs goes back before the connection ends.
                current.forEach(QueueConsumer::stop);
                for (Thread thread : threads) {
                    thread.join(HANDING_BACK_MS);
                }
            }
        } catch (IOException | TimeoutException | ShutdownSignalException | BrokerGoneException e) {
            LOG.warn("the broker is not there: {}", e.toString());
        } finally {
            isConnected = false;
            remember(List.of());
        }
    }

    /** Every worker hears of every job that is dropped; before it takes its first. */
    private static void hearOfDrops(Connection connection, List<QueueConsumer<?>> consumers) throws IOException {
        Channel channel = connection.createChannel();
        String own = channel.queueDeclare().getQueue();
        channel.queueBind(own, "aula.events", "media.dropped");
        channel.basicConsume(
                own,
                true,
                (tag, message) -> {
                    String jobId = droppedIn(message.getBody());
                    consumers.forEach(each -> each.drop(jobId));
                },
                tag -> {});
    }

    private static String droppedIn(byte[] event) {
        try {
            return JSON.readTree(event).path("data").path("jobId").asString("");
        } catch (JacksonException e) {
            LOG.warn("what was dropped is not said in JSON", e);
            return "";
        }
    }

    private List<QueueConsumer<?>> newConsumers(Connection connection) throws IOException {
        Clock clock = Clock.systemUTC();
        List<QueueConsumer<?>> all = new ArrayList<>();
        all.add(new TranscodeConsumer(connection, store, settings, jail, encoders, idleness, clock));
        all.add(new ImageConsumer(connection, store, settings, jail, idleness, clock));
        if (speech != null) {
            all.add(new SpeechConsumer(connection, store, settings, speech, jail, idleness, clock));
        }
        return List.copyOf(all);
    }

    /** Whatever ends one of them ends the connection, and with it the others: all begin anew. */
    private void consume(Connection connection, QueueConsumer<?> consumer) {
        try {
            consumer.consume();
        } catch (IOException | ShutdownSignalException | BrokerGoneException e) {
            LOG.warn("takes no more on this connection: {}", e.toString());
            beginAnew(connection);
        } catch (RuntimeException | Error e) {
            LOG.error("a consumer failed in a way nobody thought of", e);
            beginAnew(connection);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beginAnew(Connection connection) {
        connection.abort();
        synchronized (this) {
            consumers.forEach(QueueConsumer::stop);
        }
    }

    private synchronized void remember(List<QueueConsumer<?>> current) {
        consumers = current;
        if (stopping.getCount() == 0) {
            consumers.forEach(QueueConsumer::stop);
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
