package io.aula.social.projection;

import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.social.comment.CommentArchive;
import io.aula.social.graph.GraphSetup;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The consumer of {@code social.graph}. */
@Component
class GraphEvents implements EventHandler {
    /** Neo4j starts a minute after this service: waiting keeps events in order and out of the retry queues. */
    private static final long PATIENCE_SECONDS = 240;

    private static final int SWEEP_EVERY = 1_000;

    private final Projection projection;
    private final GraphSetup setup;
    private final CommentArchive comments;
    private int taken;

    GraphEvents(Projection projection, GraphSetup setup, CommentArchive comments) {
        this.projection = projection;
        this.setup = setup;
        this.comments = comments;
    }

    @Override
    public String queue() {
        return "social.graph";
    }

    @Override
    public void handle(Event event) {
        if (!setup.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Neo4j is not ready for " + event.type() + " " + event.id());
        }
        if (event.type().equals("user.deleted")) {
            comments.forgetAuthor(event.data().path("userId").asString());
        }
        projection.apply(event);
        if (++taken % SWEEP_EVERY == 0) {
            projection.sweep();
        }
    }
}
