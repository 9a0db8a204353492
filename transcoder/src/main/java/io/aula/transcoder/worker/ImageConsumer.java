package io.aula.transcoder.worker;

import com.rabbitmq.client.Connection;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import io.aula.transcoder.image.ImageFinding;
import io.aula.transcoder.job.ImageJob;
import io.aula.transcoder.job.ImageOutcome;
import io.aula.transcoder.job.ImageRun;
import io.aula.transcoder.job.Jail;
import io.aula.transcoder.ladder.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Makes pictures, one at a time, beside whatever the worker transcodes: somebody looks at the page and waits for each. */
final class ImageConsumer extends QueueConsumer<ImageJob> {

    private static final Logger LOG = LoggerFactory.getLogger(ImageConsumer.class);
    private static final Source SOURCE = new Source("images", List.of("media.images"), "courses.image-claims", 250);

    private final ObjectStore store;
    private final Path scratch;
    private final Jail jail;

    ImageConsumer(
            Connection connection,
            ObjectStore store,
            WorkerSettings settings,
            Jail jail,
            Idleness idleness,
            Clock clock)
            throws IOException {
        super(connection, SOURCE, settings, idleness, clock);
        this.store = store;
        this.scratch = settings.scratch();
        this.jail = jail;
    }

    @Override
    ImageJob read(JsonNode message) {
        return ImageJob.of(message);
    }

    @Override
    void work(Delivery delivery, ImageJob job, Claim.Granted granted) throws IOException, InterruptedException {
        long fence = granted.fence();
        ImageEvents events = new ImageEvents(publisher, job, fence);
        Path folder = Files.createDirectories(scratch.resolve(job.imageId()));
        ImageOutcome outcome = run(job, fence, folder);
        Scratch.delete(folder);
        LOG.info("picture under fence {} ended: {}", fence, outcome);
        switch (outcome) {
            case ImageOutcome.Made made -> events.made(made);
            case ImageOutcome.Rejected(ImageFinding finding) -> events.rejected(finding);
            case ImageOutcome.Retry(FailureCode code, String message) -> {
                LOG.warn("picture not made: {} {}", code, message);
                Duration wait = Deliveries.waitAfter(granted.tries(), delivery);
                if (wait == null) {
                    events.failed(code);
                    deliveries.done(delivery);
                } else {
                    // Before the message, which would find the picture still leased.
                    events.postponed(code, message, wait);
                    deliveries.again(delivery, wait);
                }
                return;
            }
            case ImageOutcome.GivenBack() -> {
                deliveries.giveBack(delivery);
                return;
            }
        }
        deliveries.done(delivery);
    }

    private ImageOutcome run(ImageJob job, long fence, Path folder) throws InterruptedException {
        ImageRun run = new ImageRun(job, fence, store, jail);
        try {
            return stoppable(run::stop, () -> run.run(folder));
        } catch (StorageException e) {
            LOG.error("the object store failed", e);
            return new ImageOutcome.Retry(FailureCode.STORAGE, "the object store cannot be reached");
        } catch (IOException e) {
            LOG.error("the scratch folder failed", e);
            return new ImageOutcome.Retry(FailureCode.OUT_OF_RESOURCES, "the worker cannot write its files");
        }
    }
}
