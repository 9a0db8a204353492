package io.aula.platform.outbox;

import java.util.Map;

/**
 * Where a service leaves an event in the same transaction as its effect; {@link Relay} carries it to the broker.
 * Never call it outside a transaction: the event could then be published for an effect that was rolled back.
 */
public interface Outbox {
    /**
     * @param type the event's type, for example {@code course.published}
     * @param routingKey where the topic exchange sends it; the type, unless a class follows it
     * @param subject the id of what changed
     * @param version of the subject; projections keep the highest they have seen
     */
    void append(String type, String routingKey, String subject, long version, Map<String, ?> data);

    /** As above, with the type as routing key. */
    default void append(String type, String subject, long version, Map<String, ?> data) {
        append(type, type, subject, version, data);
    }
}
