package io.aula.platform.outbox;

import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** A store that holds events until the broker has them: rows, nodes or parts of a document. */
public interface PendingEvents {
    /** For the log. */
    String name();

    /** The oldest events but those of these routing keys, at most this many (or those of so many documents). */
    List<Outgoing> oldest(int atMost, Set<String> without);

    /** The oldest events of one routing key, at most this many. */
    List<Outgoing> oldest(int atMost, String ofRoutingKey);

    /** Forgets what the broker has; called again with the same ids after a crash. */
    void forget(List<String> ids);

    /** Runs one round of the relay; a store that can keep other instances off the same events does so around it. */
    default int claiming(IntSupplier round) {
        return round.getAsInt();
    }
}
