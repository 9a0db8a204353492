package io.aula.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** Publishes to {@code aula.events} and waits, at most 10 s for a batch, until the broker has each message safe. */
public final class ConfirmedPublisher {
    public static final String EVENTS = "aula.events";
    static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final RabbitTemplate rabbit;

    ConfirmedPublisher(RabbitTemplate rabbit) {
        this.rabbit = rabbit;
    }

    /** A message ready to go. */
    public record Outgoing(
            String id,
            String routingKey,
            String json,
            @Nullable String traceparent) {}

    /** One flag a message: true only when the broker confirmed it. */
    public boolean[] publish(List<Outgoing> messages) {
        List<CorrelationData> pending = new ArrayList<>(messages.size());
        for (Outgoing message : messages) {
            CorrelationData correlation = new CorrelationData(message.id());
            rabbit.send(EVENTS, message.routingKey(), message(message), correlation);
            pending.add(correlation);
        }
        boolean[] confirmed = new boolean[pending.size()];
        long until = System.nanoTime() + DEADLINE_NANOS;
        for (int i = 0; i < confirmed.length; i++) {
            confirmed[i] = isConfirmed(pending.get(i), until - System.nanoTime());
        }
        return confirmed;
    }

    static boolean isConfirmed(CorrelationData correlation, long nanos) {
        try {
            return correlation
                    .getFuture()
                    .get(Math.max(0, nanos), TimeUnit.NANOSECONDS)
                    .ack();
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Message message(Outgoing outgoing) {
        var builder = MessageBuilder.withBody(outgoing.json().getBytes(StandardCharsets.UTF_8))
                .setContentType("application/cloudevents+json")
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .setMessageId(outgoing.id());
        if (outgoing.traceparent() != null) {
            builder.setHeader("traceparent", outgoing.traceparent());
        }
        return builder.build();
    }
}
