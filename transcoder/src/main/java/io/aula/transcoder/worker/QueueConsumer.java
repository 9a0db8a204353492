package io.aula.transcoder.worker;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Connection;
import io.aula.transcoder.job.ClaimedJob;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes one message, asks courses for its job, does it, takes the next; each kind of job has a consumer of its own. */
abstract class QueueConsumer<J extends ClaimedJob> {

    private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);
    private static final int HEARTBEAT_SECONDS = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final EventPublisher publisher;
    final Deliveries deliveries;
    private final ClaimClient claims;
    private final Idleness idleness;
    private final Source source;
    private @Nullable Runnable stopRunning;
    private @Nullable String claimed;
    private boolean isDropped;
    private volatile boolean isStopping;

    /**
     * Where a kind of job comes from.
     *
     * @param name of the thread that does such jobs
     * @param queues the first ones first
     * @param claims the queue of those who give such jobs
     * @param idleMillis between two looks at empty queues
     */
    record Source(String name, List<String> queues, String claims, long idleMillis) {}

    /** Something that takes long and may be stopped. */
    interface Making<T> {
        T make() throws IOException, InterruptedException;
    }

    QueueConsumer(Connection connection, Source source, WorkerSettings settings, Idleness idleness, Clock clock)
            throws IOException {
        this.source = source;
        this.publisher = new EventPublisher(connection, clock);
        this.deliveries = new Deliveries(
                connection.createChannel(),
                publisher,
                source.queues(),
                settings.patience().hold());
        this.claims = new ClaimClient(connection, source.claims(), settings.workerId());
        this.idleness = idleness;
    }

    /** @throws IllegalArgumentException if the message is none of ours */
    abstract J read(JsonNode message);

    /** Does the job, tells courses what became of it, and puts the message where it then belongs. */
    abstract void work(Delivery delivery, J job, Claim.Granted granted) throws IOException, InterruptedException;

    final String name() {
        return source.name();
    }

    /** Returns when told to stop; throws when the broker is gone. */
    final void consume() throws IOException, InterruptedException {
        while (!isStopping) {
            Delivery delivery = deliveries.take();
            if (delivery == null) {
                idleness.nothingFound();
                TimeUnit.MILLISECONDS.sleep(source.idleMillis());
                continue;
            }
            idleness.begins();
            try {
                handle(delivery);
            } finally {
                idleness.ends();
            }
        }
    }

    /** What runs may end. */
    final void takeNoMore() {
        isStopping = true;
    }

    /** What runs goes back. */
    final void stop() {
        isStopping = true;
        synchronized (this) {
            if (stopRunning != null) {
                stopRunning.run();
            }
        }
    }

    /** Nobody wants the job any more: if this is the one that runs, it ends now. */
    final synchronized void drop(String jobId) {
        if (!jobId.equals(claimed)) {
            return;
        }
        LOG.info("job {} was dropped", jobId);
        isDropped = true;
        if (stopRunning != null) {
            stopRunning.run();
        }
    }

    /** Whether the job that ran, or runs, was dropped: nothing is to be told of it, and its message goes. */
    final synchronized boolean isDropped() {
        return isDropped;
    }

    /** From before the claim on: a job may be dropped as soon as it is granted. */
    private synchronized void concernedWith(@Nullable String jobId) {
        claimed = jobId;
        isDropped = false;
    }

    private void handle(Delivery delivery) throws IOException, InterruptedException {
        J job;
        try {
            job = read(JSON.readTree(delivery.message().getBody()));
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.error("a message on {} is none of ours and goes to the dead", delivery.queue(), e);
            deliveries.toTheDead(delivery, String.valueOf(e.getMessage()));
            return;
        }
        try (var jobId = MDC.putCloseable("jobId", job.claimId());
                var trace = MDC.putCloseable("traceparent", job.traceparent())) {
            concernedWith(job.claimId());
            switch (claims.claim(job.claimId(), delivery.wasHeld())) {
                case Claim.Granted granted -> work(delivery, job, granted);
                case Claim.Later(String reason) -> {
                    LOG.info("job waits: {}", reason);
                    deliveries.later(delivery);
                }
                case Claim.Refused(String reason) -> {
                    LOG.info("job dropped: {}", reason);
                    deliveries.done(delivery);
                }
            }
        } finally {
            concernedWith(null);
        }
    }

    /** {@code stop} is called, from any thread, when what is made has to end early. */
    final <T> T stoppable(Runnable stop, Making<T> making) throws IOException, InterruptedException {
        remember(stop);
        try {
            return making.make();
        } finally {
            remember(null);
        }
    }

    /** The same, with a sign of life to courses now and then, which keeps the lease. */
    final <T> T beating(Delivery delivery, Runnable heartbeat, Runnable stop, Making<T> making)
            throws IOException, InterruptedException {
        try (ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor()) {
            heart.scheduleAtFixedRate(
                    () -> beat(delivery, heartbeat, stop), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
            try {
                return stoppable(stop, making);
            } finally {
                heart.shutdownNow();
            }
        }
    }

    private synchronized void remember(@Nullable Runnable stop) {
        stopRunning = stop;
        if (stop != null && (isStopping || isDropped)) {
            stop.run();
        }
    }

    /** Without a broker the lease runs out, and what this worker makes from then on counts for nothing. */
    private void beat(Delivery delivery, Runnable heartbeat, Runnable stop) {
        try {
            heartbeat.run();
            deliveries.holdNoLongerThanAllowed(delivery);
        } catch (BrokerGoneException | IOException | AlreadyClosedException e) {
            stop.run();
        }
    }
}
