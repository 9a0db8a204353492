package io.aula.social.projection;

import io.aula.platform.messaging.Event;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Applies every event of the log again, for stores that lost what others told them. What is newer than the log stays, what
 * the log has is made good: each effect is the same a second time.
 */
@Component
class Rebuild {
    private final EventLog log;
    private final Projection graph;
    private final AccessEvents access;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Rebuild(EventLog log, Projection graph, AccessEvents access) {
        this.log = log;
        this.graph = graph;
        this.access = access;
    }

    /** Returns how many events it applied; a second call waits for the first. */
    int run() {
        oneAtATime.lock();
        try {
            return log.read(this::apply, () -> true);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void apply(Event event) {
        access.handle(event);
        graph.applyAgain(event);
    }
}
