package io.aula.social.moderation;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import io.aula.platform.outbox.PendingEvents;
import io.aula.platform.outbox.Relay;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Carries what the reports' documents hold to the broker. */
@Component
class ReportOutbox implements PendingEvents {
    private final Reports reports;
    private final Consequences consequences;

    ReportOutbox(Reports reports, Consequences consequences) {
        this.reports = reports;
        this.consequences = consequences;
    }

    @Override
    public String name() {
        return "reports";
    }

    @Override
    public List<Outgoing> oldest(int atMost, Set<String> without) {
        Set<String> topics = new HashSet<>(ModerationEvents.TOPICS);
        topics.removeAll(without);
        return oldestOf(topics, atMost);
    }

    @Override
    public List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return oldestOf(Set.of(ofRoutingKey), atMost);
    }

    private List<Outgoing> oldestOf(Set<String> topics, int atMost) {
        List<Report> found = reports.events().with(topics, atMost);
        // a crash between what was decided and what follows of it is made good here, before the event is forgotten
        found.forEach(consequences::follow);
        return found.stream()
                .flatMap(report -> report.pending().stream())
                .filter(event -> topics.contains(event.topic()))
                .map(event -> new Outgoing(event.id(), event.topic(), event.json(), event.traceparent()))
                .toList();
    }

    @Override
    public void forget(List<String> ids) {
        reports.events().forget(ids);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay moderationRelay(ReportOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
