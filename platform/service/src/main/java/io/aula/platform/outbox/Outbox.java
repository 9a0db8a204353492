package io.aula.platform.outbox;

import io.aula.platform.messaging.Draft;
import java.util.Map;
import java.util.Optional;

/**
 * Where a service leaves an event in the same transaction as its effect; {@link Relay} carries it to the broker.
 * Never call it outside a transaction: the event could then be published for an effect that was rolled back.
 */
public interface Outbox {
    void append(Draft draft);

    /** A fact with one way to go. */
    default void append(String type, String subject, long version, Map<String, ?> data) {
        append(new Draft(type, subject, version, Optional.empty(), data));
    }
}
