package io.aula.transcoder.worker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import io.aula.transcoder.job.JobOutcome;
import io.aula.transcoder.job.TranscodeJob;
import io.aula.transcoder.job.TranscodeRun;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.storage.JobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes one message, does its job, takes the next; interactive ones first. It asks for messages rather than being sent
 * them: quorum queues have no prefetch over two queues, and a message in hand of a busy worker would wait for hours.
 */
final class JobConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(JobConsumer.class);
    private static final List<String> QUEUES = List.of("media.transcode.interactive", "media.transcode.bulk");
    private static final List<String> RETRIES =
            List.of("aula.retry.10s", "aula.retry.1m", "aula.retry.10m", "aula.retry.1h");
    private static final long IDLE_MS = 500;
    private static final int HEARTBEAT_SECONDS = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Channel channel;
    private final EventPublisher publisher;
    private final ClaimClient claims;
    private final ObjectStore store;
    private final WorkerSettings settings;
    private @Nullable TranscodeRun running;
    private volatile boolean isStopping;

    JobConsumer(Connection connection, ObjectStore store, WorkerSettings settings, Clock clock) throws IOException {
        this.channel = connection.createChannel();
        this.publisher = new EventPublisher(connection, clock);
        this.claims = new ClaimClient(connection, settings.workerId());
        this.store = store;
        this.settings = settings;
    }

    /** Returns when told to stop; throws when the broker is gone. */
    void consume() throws IOException, InterruptedException {
        while (!isStopping) {
            Delivery delivery = take();
            if (delivery == null) {
                TimeUnit.MILLISECONDS.sleep(IDLE_MS);
                continue;
            }
            handle(delivery);
        }
    }

    void stop() {
        isStopping = true;
        synchronized (this) {
            if (running != null) {
                running.stop();
            }
        }
    }

    private @Nullable Delivery take() throws IOException {
        for (String queue : QUEUES) {
            GetResponse message = channel.basicGet(queue, false);
            if (message != null) {
                return new Delivery(queue, message);
            }
        }
        return null;
    }

    private void handle(Delivery delivery) throws IOException, InterruptedException {
        TranscodeJob job;
        try {
            job = TranscodeJob.of(JSON.readTree(delivery.message().getBody()));
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.error("a message on {} is none of ours and goes to the dead", delivery.queue(), e);
            channel.basicReject(delivery.tag(), false);
            return;
        }
        try (var jobId = MDC.putCloseable("jobId", job.jobId());
                var trace = MDC.putCloseable("traceparent", job.traceparent())) {
            switch (claims.claim(job.jobId(), delivery.wasBegun())) {
                case Claim.Granted(long fence, String prefix) -> work(delivery, job, fence);
                case Claim.Later(String reason) -> {
                    LOG.info("job waits: {}", reason);
                    // Not an attempt: nothing was begun.
                    publisher.retry(
                            RETRIES.getFirst(),
                            delivery.queue(),
                            delivery.withAttempt(delivery.wasBegun() ? Math.max(1, delivery.attempt()) : 0),
                            delivery.message().getBody());
                    channel.basicAck(delivery.tag(), false);
                }
                case Claim.Refused(String reason) -> {
                    LOG.info("job dropped: {}", reason);
                    channel.basicAck(delivery.tag(), false);
                }
            }
        }
    }

    private void work(Delivery delivery, TranscodeJob job, long fence) throws IOException, InterruptedException {
        AmqpReports reports = new AmqpReports(publisher, job, fence);
        JobOutcome outcome = run(job, fence, reports);
        LOG.info("job under fence {} ended: {}", fence, outcome);
        switch (outcome) {
            case JobOutcome.Done() -> channel.basicAck(delivery.tag(), false);
            case JobOutcome.Rejected(Finding finding, String english, String spanish) -> {
                reports.rejected(finding, english, spanish);
                channel.basicAck(delivery.tag(), false);
            }
            case JobOutcome.Retry(FailureCode code, String message) -> retry(delivery, reports, code, message);
            case JobOutcome.GivenBack() -> channel.basicNack(delivery.tag(), false, true);
        }
        if (outcome instanceof JobOutcome.Done || outcome instanceof JobOutcome.Rejected) {
            deleteScratch(scratchOf(job));
        }
    }

    private JobOutcome run(TranscodeJob job, long fence, AmqpReports reports) throws IOException, InterruptedException {
        Path scratch = Files.createDirectories(scratchOf(job));
        JobStore jobStore = new JobStore(store, job.jobId(), job.videoId(), fence);
        try (ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor()) {
            try {
                TranscodeRun run = new TranscodeRun(job, fence, jobStore, reports, scratch, settings.x264Preset());
                remember(run);
                heart.scheduleAtFixedRate(
                        () -> beat(reports, run), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                return run.run(jobStore.source(job.source(), scratch));
            } catch (NoSuchObjectException e) {
                return new JobOutcome.Retry(FailureCode.STORAGE, "the upload is not in the store");
            } catch (StorageException e) {
                LOG.error("the object store failed", e);
                return new JobOutcome.Retry(FailureCode.STORAGE, "the object store cannot be reached");
            } finally {
                heart.shutdownNow();
                remember(null);
            }
        }
    }

    private synchronized void remember(@Nullable TranscodeRun run) {
        running = run;
        if (run != null && isStopping) {
            run.stop();
        }
    }

    /** Without a broker the lease runs out, and what this worker makes from then on counts for nothing. */
    private static void beat(AmqpReports reports, TranscodeRun run) {
        try {
            reports.heartbeat();
        } catch (BrokerGoneException e) {
            run.stop();
        }
    }

    private void retry(Delivery delivery, AmqpReports reports, FailureCode code, String message) throws IOException {
        if (delivery.attempt() >= RETRIES.size()) {
            reports.failed(code, message);
        } else {
            publisher.retry(
                    RETRIES.get(delivery.attempt()),
                    delivery.queue(),
                    delivery.withAttempt(delivery.attempt() + 1),
                    delivery.message().getBody());
        }
        channel.basicAck(delivery.tag(), false);
    }

    private Path scratchOf(TranscodeJob job) {
        return settings.scratch().resolve(job.jobId());
    }

    private static void deleteScratch(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
