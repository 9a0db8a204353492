package io.aula.transcoder.worker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import io.aula.transcoder.ladder.FailureCode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends events and waits until the broker has them; what is only news of the moment it sends without waiting. */
final class EventPublisher {

    private static final String EVENTS = "aula.events";
    private static final String LIVE = "aula.live";
    private static final long CONFIRM_MS = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Channel confirmed;
    private final Channel live;
    private final Clock clock;
    private final Ulid ids;

    /** Why a job did not end well this time. */
    record Cause(FailureCode code, String message) {}

    EventPublisher(Connection connection, Clock clock) throws IOException {
        this.confirmed = connection.createChannel();
        this.confirmed.confirmSelect();
        this.live = connection.createChannel();
        this.clock = clock;
        this.ids = new Ulid(clock);
    }

    /** @param data a map, or a record whose components are named as the message's fields */
    synchronized void event(String type, String subject, String traceparent, Object data) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("specversion", "1.0");
        envelope.put("id", ids.next("evt"));
        envelope.put("source", "transcoder");
        envelope.put("type", type);
        envelope.put("subject", subject);
        envelope.put("time", clock.instant().toString());
        envelope.put("version", 1);
        if (!traceparent.isEmpty()) {
            envelope.put("traceparent", traceparent);
        }
        envelope.put("data", data);
        send(EVENTS, type, persistent().build(), JSON.writeValueAsBytes(envelope));
    }

    /** The job waits for another try, with the cause; without one it was given back, and may go on at once. */
    void postponed(String jobId, long fence, String traceparent, @Nullable Cause cause, Duration wait) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("jobId", jobId);
        data.put("fence", fence);
        data.put("retryInSeconds", wait.toSeconds());
        if (cause != null) {
            data.put("code", cause.code().name());
            data.put("message", cause.message());
        }
        event("media.postponed", jobId, traceparent, data);
    }

    synchronized void retry(String exchange, String queue, AMQP.BasicProperties properties, byte[] body) {
        send(exchange, queue, properties, body);
    }

    synchronized void live(String routingKey, Map<String, ?> data) {
        try {
            live.basicPublish(LIVE, routingKey, MessageProperties.MINIMAL_BASIC, JSON.writeValueAsBytes(data));
        } catch (IOException e) {
            throw new BrokerGoneException(e);
        }
    }

    static AMQP.BasicProperties.Builder persistent() {
        return new AMQP.BasicProperties.Builder().deliveryMode(2).contentType("application/json");
    }

    private void send(String exchange, String routingKey, AMQP.BasicProperties properties, byte[] body) {
        try {
            confirmed.basicPublish(exchange, routingKey, properties, body);
            confirmed.waitForConfirmsOrDie(CONFIRM_MS);
        } catch (IOException | TimeoutException | com.rabbitmq.client.AlreadyClosedException e) {
            throw new BrokerGoneException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerGoneException(e);
        }
    }
}
