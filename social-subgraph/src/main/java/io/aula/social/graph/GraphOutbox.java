package io.aula.social.graph;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.outbox.PendingEvents;
import io.aula.platform.outbox.Relay;
import io.aula.platform.telemetry.TraceContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Events as {@code (:Outbox)} nodes, created in the transaction of what they tell. */
@Component
public class GraphOutbox implements PendingEvents {
    private static final String APPEND =
            "CREATE (:Outbox {id: $id, topic: $topic, payload: $payload, traceparent: $traceparent})";
    private static final String OLDEST_WITHOUT = """
            MATCH (o:Outbox) WHERE NOT o.topic IN $topics
            """;
    private static final String OLDEST_OF = """
            MATCH (o:Outbox) WHERE o.topic IN $topics
            """;
    private static final String IN_ORDER = """
            RETURN o.id AS id, o.topic AS topic, o.payload AS payload, o.traceparent AS traceparent
            ORDER BY o.id LIMIT $atMost""";
    private static final String FORGET = "UNWIND $ids AS id MATCH (o:Outbox {id: id}) DELETE o";
    private static final String COUNT = "MATCH (o:Outbox) RETURN count(o) AS n";

    private final Graph graph;
    private final Envelope envelope;

    GraphOutbox(Graph graph, Envelope envelope) {
        this.graph = graph;
        this.envelope = envelope;
    }

    /** Only inside {@link Graph#write}, with the change itself. */
    public void append(String type, String subject, long version, Map<String, ?> data) {
        Envelope.Sealed sealed = envelope.seal(type, subject, version, data);
        graph.run(
                APPEND,
                Map.of(
                        "id",
                        sealed.id(),
                        "topic",
                        type,
                        "payload",
                        sealed.json(),
                        "traceparent",
                        TraceContext.current().orElse("")));
    }

    public long count() {
        return graph.inBackground(
                () -> graph.rows(COUNT, Map.of(), row -> row.get("n").asLong()).getFirst());
    }

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public List<Outgoing> oldest(int atMost, Set<String> without) {
        return oldest(OLDEST_WITHOUT, atMost, without);
    }

    @Override
    public List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return oldest(OLDEST_OF, atMost, Set.of(ofRoutingKey));
    }

    private List<Outgoing> oldest(String match, int atMost, Set<String> topics) {
        return graph.inBackground(() -> graph.rows(
                match + IN_ORDER,
                Map.of("atMost", atMost, "topics", List.copyOf(topics)),
                row -> new Outgoing(
                        row.get("id").asString(),
                        row.get("topic").asString(),
                        row.get("payload").asString(),
                        row.get("traceparent").asString().isEmpty()
                                ? null
                                : row.get("traceparent").asString())));
    }

    @Override
    public void forget(List<String> ids) {
        graph.inBackground(() -> {
            graph.run(FORGET, Map.of("ids", ids));
            return ids;
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay graphRelay(GraphOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
