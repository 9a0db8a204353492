package io.aula.social.moderation;

import io.aula.platform.messaging.Envelope;
import io.aula.platform.telemetry.TraceContext;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What becomes of what somebody wrote, told to its author; not who complained, nor who decided. */
@Component
class ModerationEvents {
    private static final String DECIDED = "moderation.decided";

    /** The relay asks for those that the broker takes. */
    static final Set<String> TOPICS = Set.of(DECIDED);

    private final Envelope envelope;

    ModerationEvents(Envelope envelope) {
        this.envelope = envelope;
    }

    /** What an author is told of. */
    enum Outcome {
        HELD,
        REMOVED,
        RESTORED
    }

    /** Nothing to nobody. */
    Optional<PendingEvent> decided(Report report, Outcome outcome, Instant at) {
        return Optional.ofNullable(report.authorId()).map(author -> {
            Envelope.Sealed event = envelope.seal(
                    DECIDED,
                    report.id().text(),
                    report.v() + 1L,
                    Map.of(
                            "reportId", report.id().text(),
                            "targetId", report.targetId(),
                            "authorId", author.text(),
                            "outcome", outcome.name(),
                            "at", at.toString()));
            return new PendingEvent(
                    event.id(), DECIDED, event.json(), TraceContext.current().orElse(null));
        });
    }
}
