package io.aula.transcoder.worker;

import com.rabbitmq.client.Connection;
import io.aula.media.ObjectStore;
import io.aula.media.StorageException;
import io.aula.transcoder.job.Jail;
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
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Takes jobs that hear, one at a time, beside whatever the worker transcodes. */
final class SpeechConsumer extends QueueConsumer<SpeechJob> {

    private static final Logger LOG = LoggerFactory.getLogger(SpeechConsumer.class);
    private static final Source SOURCE = new Source(
            "speech", List.of("media.subtitles.interactive", "media.subtitles.bulk"), ClaimClient.QUEUE, 1_000);

    private final ObjectStore store;
    private final Path scratch;
    private final SpeechSettings speech;
    private final ModelCheck model;
    private final Jail jail;

    SpeechConsumer(
            Connection connection,
            ObjectStore store,
            WorkerSettings settings,
            SpeechSettings speech,
            Jail jail,
            Idleness idleness,
            Clock clock)
            throws IOException {
        super(connection, SOURCE, settings, idleness, clock);
        this.store = store;
        this.scratch = settings.scratch();
        this.speech = speech;
        this.model = new ModelCheck(speech.model());
        this.jail = jail;
    }

    @Override
    SpeechJob read(JsonNode message) {
        return SpeechJob.of(message);
    }

    @Override
    void work(Delivery delivery, SpeechJob asked, Claim.Granted granted) throws IOException, InterruptedException {
        SpeechJob job = asked.at(granted.prefix());
        CaptionEvents events = new CaptionEvents(publisher, job, granted.fence());
        SpeechStore pieces = new SpeechStore(store, job.jobId());
        SpeechOutcome outcome = run(delivery, job, granted.fence(), pieces, events);
        if (isDropped()) {
            pieces.clear();
            deliveries.done(delivery);
            Scratch.delete(scratchOf(job));
            return;
        }
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
                Duration wait = Deliveries.waitAfter(granted.tries(), delivery);
                if (wait == null) {
                    events.failed("FAILED", code.name(), message, true);
                    deliveries.done(delivery);
                } else {
                    events.postponed(code, message, wait);
                    deliveries.again(delivery, wait);
                }
                return;
            }
            case SpeechOutcome.GivenBack() -> {
                events.givenBack();
                deliveries.giveBack(delivery);
                return;
            }
        }
        // Only now: a worker that dies before goes on from the pieces.
        pieces.clear();
        deliveries.done(delivery);
        Scratch.delete(scratchOf(job));
    }

    private SpeechOutcome run(Delivery delivery, SpeechJob job, long fence, SpeechStore pieces, CaptionEvents events)
            throws InterruptedException {
        SpeechRun run = new SpeechRun(job, fence, pieces, events, jail, speech);
        try {
            Path folder = Files.createDirectories(scratchOf(job));
            return beating(delivery, events::heartbeat, run::stop, () -> run.run(folder, model));
        } catch (StorageException e) {
            LOG.error("the object store failed", e);
            return new SpeechOutcome.Retry(FailureCode.STORAGE, "the video's sound cannot be read");
        } catch (IOException e) {
            LOG.error("the scratch folder failed", e);
            return new SpeechOutcome.Retry(FailureCode.OUT_OF_RESOURCES, "the worker cannot write its files");
        }
    }

    private Path scratchOf(SpeechJob job) {
        return scratch.resolve(job.jobId());
    }
}
