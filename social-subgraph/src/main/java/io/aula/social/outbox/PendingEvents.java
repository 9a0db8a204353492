package io.aula.social.outbox;

import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.util.List;

/** A store that holds events until the broker has them. */
public interface PendingEvents {
    /** For the log. */
    String name();

    /** The oldest events, at most this many. */
    List<Outgoing> oldest(int atMost);

    /** Forgets what the broker has; called again with the same ids after a crash. */
    void forget(List<String> ids);
}
