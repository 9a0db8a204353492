package io.aula.platform.outbox;

import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** A store that holds events until the broker has them: rows, nodes or parts of a document. */
public interface PendingEvents {
    /** How far {@link #oldest(int, Set)} and {@link #oldest(int, String)} look where a store has no better way. */
    int WIDEST_LOOK = 3_200;

    /** For the log. */
    String name();

    /** The oldest events, at most this many (or those of so many documents). */
    List<Outgoing> oldest(int atMost);

    /** The oldest events but those of these routing keys, at most this many. */
    default List<Outgoing> oldest(int atMost, Set<String> without) {
        return without.isEmpty() ? oldest(atMost) : look(atMost, routingKey -> !without.contains(routingKey));
    }

    /** The oldest events of one routing key, at most this many. */
    default List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return look(atMost, ofRoutingKey::equals);
    }

    private List<Outgoing> look(int atMost, Predicate<String> routingKeys) {
        for (int width = WIDEST_LOOK / 16; ; width *= 4) {
            List<Outgoing> seen = oldest(width);
            List<Outgoing> found = seen.stream()
                    .filter(event -> routingKeys.test(event.routingKey()))
                    .limit(atMost)
                    .toList();
            if (found.size() == atMost || seen.size() < width || width >= WIDEST_LOOK) {
                return found;
            }
        }
    }

    /** Forgets what the broker has; called again with the same ids after a crash. */
    void forget(List<String> ids);

    /** Runs one round of the relay; a store that can keep other instances off the same events does so around it. */
    default int claiming(IntSupplier round) {
        return round.getAsInt();
    }
}
