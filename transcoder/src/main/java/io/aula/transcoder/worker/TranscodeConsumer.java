package io.aula.transcoder.worker;

import com.rabbitmq.client.Connection;
import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import io.aula.transcoder.job.Encoders;
import io.aula.transcoder.job.Jail;
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
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Makes what is played of a video; interactive jobs first. */
final class TranscodeConsumer extends QueueConsumer<TranscodeJob> {

    private static final Logger LOG = LoggerFactory.getLogger(TranscodeConsumer.class);
    private static final Source SOURCE = new Source(
            "transcoding", List.of("media.transcode.interactive", "media.transcode.bulk"), ClaimClient.QUEUE, 500);

    private final ObjectStore store;
    private final WorkerSettings settings;
    private final Jail jail;
    private final Encoders encoders;

    TranscodeConsumer(
            Connection connection,
            ObjectStore store,
            WorkerSettings settings,
            Jail jail,
            Encoders encoders,
            Idleness idleness,
            Clock clock)
            throws IOException {
        super(connection, SOURCE, settings, idleness, clock);
        this.store = store;
        this.settings = settings;
        this.jail = jail;
        this.encoders = encoders;
    }

    @Override
    TranscodeJob read(JsonNode message) {
        return TranscodeJob.of(message);
    }

    @Override
    void work(Delivery delivery, TranscodeJob job, Claim.Granted granted) throws IOException, InterruptedException {
        AmqpReports reports = new AmqpReports(publisher, job, granted.fence());
        JobOutcome outcome = run(delivery, job, granted.fence(), reports);
        LOG.info("job under fence {} ended: {}", granted.fence(), outcome);
        if (isDropped()) {
            deliveries.done(delivery);
            Scratch.delete(scratchOf(job));
            return;
        }
        switch (outcome) {
            case JobOutcome.Done() -> deliveries.done(delivery);
            case JobOutcome.Rejected(Finding finding, String english, String spanish) -> {
                reports.rejected(finding, english, spanish);
                deliveries.done(delivery);
            }
            case JobOutcome.Retry(FailureCode code, String message) -> {
                Duration wait = Deliveries.waitAfter(granted.tries(), delivery);
                if (wait == null) {
                    reports.failed(code, message);
                    deliveries.done(delivery);
                } else {
                    // Before the message, which would find the job still leased.
                    reports.postponed(code, message, wait);
                    deliveries.again(delivery, wait);
                }
            }
            case JobOutcome.GivenBack() -> {
                reports.givenBack();
                deliveries.giveBack(delivery);
            }
        }
        if (outcome instanceof JobOutcome.Done || outcome instanceof JobOutcome.Rejected) {
            Scratch.delete(scratchOf(job));
        }
    }

    private JobOutcome run(Delivery delivery, TranscodeJob job, long fence, AmqpReports reports)
            throws InterruptedException {
        JobStore jobStore = new JobStore(store, job.jobId(), job.videoId(), fence);
        try {
            Path scratch = Files.createDirectories(scratchOf(job));
            TranscodeRun run = new TranscodeRun(job, fence, jobStore, reports, scratch, jail, encoders);
            return beating(
                    delivery, reports::heartbeat, run::stop, () -> run.run(jobStore.source(job.source(), scratch)));
        } catch (NoSuchObjectException e) {
            return new JobOutcome.Retry(FailureCode.STORAGE, "the upload is not in the store");
        } catch (StorageException e) {
            LOG.error("the object store failed", e);
            return new JobOutcome.Retry(FailureCode.STORAGE, "the object store cannot be reached");
        } catch (IOException e) {
            LOG.error("the scratch folder failed", e);
            return new JobOutcome.Retry(FailureCode.OUT_OF_RESOURCES, "the worker cannot write its files");
        }
    }

    private Path scratchOf(TranscodeJob job) {
        return settings.scratch().resolve(job.jobId());
    }
}
