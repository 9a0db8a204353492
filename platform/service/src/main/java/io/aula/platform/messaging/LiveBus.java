package io.aula.platform.messaging;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is worth seeing now and worthless later: percent, resume, new comment. Not durable; a lost message is made good by
 * the next one or by a reload. Every instance has one exclusive queue and hands messages to its own subscribers.
 */
public final class LiveBus implements AutoCloseable {
    public static final String LIVE = "aula.live";
    private static final Logger LOG = LoggerFactory.getLogger(LiveBus.class);
    private static final int BUFFER = 64;
    private static final int WAITING = 1_000;

    private final RabbitTemplate rabbit;
    private final JsonMapper json;
    private final Map<String, Set<FluxSink<JsonNode>>> subscribers = new ConcurrentHashMap<>();
    /** One, so that news stay in order; when the broker is slow the oldest give way. */
    private final ThreadPoolExecutor teller = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofVirtual().name("live-bus").factory(),
            new ThreadPoolExecutor.DiscardOldestPolicy());

    LiveBus(RabbitTemplate rabbit, JsonMapper json) {
        this.rabbit = rabbit;
        this.json = json;
    }

    /** Tells all instances, soon; neither a slow broker nor one that is away costs the caller anything but the news. */
    public void publish(String routingKey, Map<String, ?> data) {
        Message message = MessageBuilder.withBody(json.writeValueAsBytes(data))
                .setContentType("application/json")
                .setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT)
                .build();
        teller.execute(() -> send(routingKey, message));
    }

    private void send(String routingKey, Message message) {
        try {
            rabbit.send(LIVE, routingKey, message);
        } catch (AmqpException e) {
            LOG.warn("Live news of {} lost: {}", routingKey, e.getMessage());
        }
    }

    @Override
    public void close() {
        teller.shutdownNow();
    }

    /** News under this key from now on; a subscriber that is slow loses the oldest beyond 64. */
    public Flux<JsonNode> subscribe(String routingKey) {
        return Flux.<JsonNode>create(
                        sink -> {
                            subscribers
                                    .computeIfAbsent(routingKey, key -> new CopyOnWriteArraySet<>())
                                    .add(sink);
                            sink.onDispose(() -> forget(routingKey, sink));
                        },
                        FluxSink.OverflowStrategy.IGNORE)
                .onBackpressureBuffer(BUFFER, dropped -> {}, reactor.core.publisher.BufferOverflowStrategy.DROP_OLDEST);
    }

    private void forget(String routingKey, FluxSink<JsonNode> sink) {
        subscribers.computeIfPresent(routingKey, (key, sinks) -> {
            sinks.remove(sink);
            return sinks.isEmpty() ? null : sinks;
        });
    }

    void deliver(Message message) {
        String key = message.getMessageProperties().getReceivedRoutingKey();
        Set<FluxSink<JsonNode>> sinks = key == null ? Set.of() : subscribers.getOrDefault(key, Set.of());
        if (sinks.isEmpty()) {
            return;
        }
        try {
            JsonNode news = json.readTree(message.getBody());
            sinks.forEach(sink -> sink.next(news));
        } catch (JacksonException e) {
            LOG.warn("Live news of {} is not JSON", key);
        }
    }
}
