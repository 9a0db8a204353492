package io.aula.social.forum;

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

/** Carries what the threads' documents hold to the broker. */
@Component
class ThreadOutbox implements PendingEvents {
    private final ForumThreads threads;

    ThreadOutbox(ForumThreads threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public List<Outgoing> oldest(int atMost, Set<String> without) {
        Set<String> topics = new HashSet<>(ThreadEvents.TOPICS);
        topics.removeAll(without);
        return oldestOf(topics, atMost);
    }

    @Override
    public List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return oldestOf(Set.of(ofRoutingKey), atMost);
    }

    private List<Outgoing> oldestOf(Set<String> topics, int atMost) {
        return threads.events().with(topics, atMost).stream()
                .flatMap(thread -> thread.pending().stream())
                .filter(event -> topics.contains(event.topic()))
                .map(event -> new Outgoing(event.id(), event.topic(), event.json(), event.traceparent()))
                .toList();
    }

    @Override
    public void forget(List<String> ids) {
        threads.events().forget(ids);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay threadRelay(ThreadOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
