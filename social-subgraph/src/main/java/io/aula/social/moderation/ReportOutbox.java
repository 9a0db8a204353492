package io.aula.social.moderation;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.outbox.Relay;
import io.aula.social.documents.DocumentOutbox;
import io.aula.social.documents.PendingEvent;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Carries what the reports' documents hold to the broker. */
@Component
class ReportOutbox extends DocumentOutbox<Report> {
    private final Consequences consequences;

    ReportOutbox(Reports reports, Consequences consequences) {
        super("reports", ModerationEvents.TOPICS, reports.events(), Report::pending);
        this.consequences = consequences;
    }

    /** What follows of a decision. */
    @Override
    protected BiFunction<Report, PendingEvent, String> telling(List<Report> found) {
        found.forEach(consequences::follow);
        return super.telling(found);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay moderationRelay(ReportOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
