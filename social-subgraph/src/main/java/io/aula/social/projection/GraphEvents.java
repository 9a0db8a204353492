package io.aula.social.projection;

import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.OutageException;
import io.aula.social.graph.GraphSetup;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The consumer of {@code social.graph}. */
@Component
class GraphEvents implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GraphEvents.class);

    /** Neo4j starts a minute after this service: waiting keeps events in order and out of the retry queues. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(240);

    private static final int SWEEP_EVERY = 1_000;

    private final Projection projection;
    private final GraphSetup setup;
    private int taken;

    GraphEvents(Projection projection, GraphSetup setup) {
        this.projection = projection;
        this.setup = setup;
    }

    @Override
    public String queue() {
        return "social.graph";
    }

    @Override
    public void handle(Event event) {
        apply(event);
        if (++taken % SWEEP_EVERY == 0) {
            projection.sweep();
        }
    }

    private void apply(Event event) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (setup.await(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            try {
                projection.apply(event);
                return;
            } catch (OutageException e) { // lost again while it was asked
                LOG.debug("{} waits for the graph", event.id(), e);
            }
        }
        throw new OutageException(
                "Neo4j was not there for " + event.type() + " " + event.id(), new TimeoutException("240 s"));
    }
}
