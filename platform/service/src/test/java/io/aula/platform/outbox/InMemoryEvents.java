package io.aula.platform.outbox;

import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.util.List;
import java.util.Set;

/** A store that is a list, which the test fills. */
public record InMemoryEvents(List<Outgoing> events) implements PendingEvents {
    @Override
    public String name() {
        return "test";
    }

    @Override
    public List<Outgoing> oldest(int atMost, Set<String> without) {
        return events.stream()
                .filter(event -> !without.contains(event.routingKey()))
                .limit(atMost)
                .toList();
    }

    @Override
    public List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return events.stream()
                .filter(event -> event.routingKey().equals(ofRoutingKey))
                .limit(atMost)
                .toList();
    }

    @Override
    public void forget(List<String> ids) {
        events.removeIf(event -> ids.contains(event.id()));
    }
}
