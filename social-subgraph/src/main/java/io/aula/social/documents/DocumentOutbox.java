package io.aula.social.documents;

import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import io.aula.platform.outbox.PendingEvents;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Carries the events that a collection's documents hold to the broker: one write holds a change and what is told of it. */
public abstract class DocumentOutbox<T> implements PendingEvents {
    private final String name;
    private final Set<String> topics;
    private final EventsInside<T> events;
    private final Function<T, List<PendingEvent>> pending;

    /** @param topics all that such a document can tell: the relay asks for those that the broker takes */
    protected DocumentOutbox(
            String name, Set<String> topics, EventsInside<T> events, Function<T, List<PendingEvent>> pending) {
        this.name = name;
        this.topics = Set.copyOf(topics);
        this.events = events;
        this.pending = pending;
    }

    /**
     * How an event of these documents is told; as it was sealed, unless somebody knows more by now. Called before anything of them
     * is told or forgotten: what a crash left undone behind the change is made good here.
     */
    protected BiFunction<T, PendingEvent, String> telling(List<T> found) {
        return (document, event) -> event.json();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<Outgoing> oldest(int atMost, Set<String> without) {
        Set<String> wanted = new HashSet<>(topics);
        wanted.removeAll(without);
        return oldestOf(wanted, atMost);
    }

    @Override
    public final List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return oldestOf(Set.of(ofRoutingKey), atMost);
    }

    private List<Outgoing> oldestOf(Set<String> wanted, int atMost) {
        List<T> found = events.with(wanted, atMost);
        BiFunction<T, PendingEvent, String> telling = telling(found);
        return found.stream()
                .flatMap(document -> pending.apply(document).stream()
                        .filter(event -> wanted.contains(event.topic()))
                        .map(event -> new Outgoing(
                                event.id(), event.topic(), telling.apply(document, event), event.traceparent())))
                .toList();
    }

    @Override
    public final void forget(List<String> ids) {
        events.forget(ids);
    }
}
