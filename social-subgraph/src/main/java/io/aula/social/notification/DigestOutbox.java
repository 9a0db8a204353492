package io.aula.social.notification;

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

/** Carries the mails that were asked for to the broker. */
@Component
class DigestOutbox implements PendingEvents {
    private final Preferences preferences;

    DigestOutbox(Preferences preferences) {
        this.preferences = preferences;
    }

    @Override
    public String name() {
        return "digests";
    }

    @Override
    public List<Outgoing> oldest(int atMost, Set<String> without) {
        Set<String> topics = new HashSet<>(Set.of(Digests.MAIL_REQUESTED));
        topics.removeAll(without);
        return oldestOf(topics, atMost);
    }

    @Override
    public List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return oldestOf(Set.of(ofRoutingKey), atMost);
    }

    private List<Outgoing> oldestOf(Set<String> topics, int atMost) {
        return preferences.events().with(topics, atMost).stream()
                .flatMap(preference -> preference.pending().stream())
                .filter(event -> topics.contains(event.topic()))
                .map(event -> new Outgoing(event.id(), event.topic(), event.json(), event.traceparent()))
                .toList();
    }

    @Override
    public void forget(List<String> ids) {
        preferences.events().forget(ids);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay digestRelay(DigestOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
