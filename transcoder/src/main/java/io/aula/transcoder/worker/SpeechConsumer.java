package io.aula.transcoder.worker;

import com.rabbitmq.client.Connection;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import io.aula.transcoder.job.SpeechJob;
import io.aula.transcoder.job.SpeechOutcome;
import io.aula.transcoder.job.SpeechRun;
import io.aula.transcoder.job.SpeechSettings;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.model.ModelCheck;
import io.aula.transcoder.storage.SpeechStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
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

/** Takes jobs that hear, one at a time, beside whatever the worker transcodes. */
final class SpeechConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(SpeechConsumer.class);
    private static final List<String> QUEUES = List.of("media.subtitles.interactive", "media.subtitles.bulk");
    private static final long IDLE_MS = 1_000;
    private static final int HEARTBEAT_SECONDS = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EventPublisher publisher;
    private final Deliveries deliveries;
    private final ClaimClient claims;
    private final ObjectStore store;
    private final Path scratch;
    private final SpeechSettings settings;
    private final ModelCheck model;
    private @Nullable SpeechRun running;
    private volatile boolean isStopping;

    SpeechConsumer(
            Connection connection, ObjectStore store, WorkerSettings worker, SpeechSettings settings, Clock clock)
            throws IOException {
        this.publisher = new EventPublisher(connection, clock);
        this.deliveries = new Deliveries(connection.createChannel(), publisher, QUEUES);
        this.claims = new ClaimClient(connection, worker.workerId());
        this.store = store;
        this.scratch = worker.scratch();
        this.settings = settings;
        this.model = new ModelCheck(settings.model());
    }

    /** Returns when told to stop; throws when the broker is gone. */
    void consume() throws IOException, InterruptedException {
        while (!isStopping) {
            Delivery delivery = deliveries.take();
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

    private void handle(Delivery delivery) throws IOException, InterruptedException {
        SpeechJob job;
        try {
            job = SpeechJob.of(JSON.readTree(delivery.message().getBody()));
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.error("a message on {} is none of ours and goes to the dead", delivery.queue(), e);
            deliveries.toTheDead(delivery);
            return;
        }
        try (var jobId = MDC.putCloseable("jobId", job.jobId());
                var trace = MDC.putCloseable("traceparent", job.traceparent())) {
            switch (claims.claim(job.jobId(), delivery.wasBegun())) {
                case Claim.Granted(long fence, String prefix) -> work(delivery, job.at(prefix), fence);
                case Claim.Later(String reason) -> {
                    LOG.info("job waits: {}", reason);
                    deliveries.later(delivery);
                }
                case Claim.Refused(String reason) -> {
                    LOG.info("job dropped: {}", reason);
                    deliveries.done(delivery);
                }
            }
        }
    }

    private void work(Delivery delivery, SpeechJob job, long fence) throws IOException, InterruptedException {
        CaptionEvents events = new CaptionEvents(publisher, job, fence);
        SpeechStore speech = new SpeechStore(store, job.jobId());
        SpeechOutcome outcome = run(job, fence, speech, events);
        switch (outcome) {
            case SpeechOutcome.Heard heard -> {
                LOG.info(
                        "heard {} cues in {}",
                        heard.cues().cues().size(),
                        heard.plan().language());
                events.ready(heard);
            }
            case SpeechOutcome.Nothing() -> events.nothing();
            case SpeechOutcome.Unavailable(String reason) -> {
                LOG.warn("no captions: {}", reason);
                events.failed("UNAVAILABLE", "NO_MODEL", reason, true);
            }
            case SpeechOutcome.Retry(FailureCode code, String message) -> {
                LOG.warn("not heard: {} {}", code, message);
                if (!deliveries.again(delivery)) {
                    events.failed("FAILED", code.name(), message, true);
                }
                return;
            }
            case SpeechOutcome.GivenBack() -> {
                deliveries.giveBack(delivery);
                return;
            }
        }
        // Only now: a worker that dies before goes on from the pieces.
        speech.clear();
        deliveries.done(delivery);
        delete(scratchOf(job));
    }

    private SpeechOutcome run(SpeechJob job, long fence, SpeechStore speech, CaptionEvents events)
            throws IOException, InterruptedException {
        SpeechRun run = new SpeechRun(job, fence, speech, events, settings);
        Path folder = Files.createDirectories(scratchOf(job));
        try (ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor()) {
            remember(run);
            heart.scheduleAtFixedRate(() -> beat(events, run), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
            try {
                return run.run(folder, model);
            } catch (StorageException e) {
                LOG.error("the object store failed", e);
                return new SpeechOutcome.Retry(FailureCode.STORAGE, "the video's sound cannot be read");
            } catch (IOException e) {
                LOG.error("the scratch folder failed", e);
                return new SpeechOutcome.Retry(FailureCode.OUT_OF_RESOURCES, "the worker cannot write its files");
            } finally {
                heart.shutdownNow();
                remember(null);
            }
        }
    }

    private synchronized void remember(@Nullable SpeechRun run) {
        running = run;
        if (run != null && isStopping) {
            run.stop();
        }
    }

    /** Without a broker the lease runs out, and what this worker hears from then on counts for nothing. */
    private static void beat(CaptionEvents events, SpeechRun run) {
        try {
            events.heartbeat();
        } catch (BrokerGoneException e) {
            run.stop();
        }
    }

    private Path scratchOf(SpeechJob job) {
        return scratch.resolve(job.jobId());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
