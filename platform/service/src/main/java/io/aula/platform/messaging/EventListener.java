package io.aula.platform.messaging;

import com.rabbitmq.client.Channel;
import io.aula.platform.crash.CrashPoints;
import io.aula.platform.telemetry.TraceContext;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;

/**
 * Takes one message at a time: effect first, acknowledgement after its commit. A failed one waits in {@code aula.retry.*}
 * and comes back to the same queue; after four tries it is put with the dead letters, with its cause. During an outage it
 * comes back every minute and never dies. It is acknowledged only when the broker has the copy that waits.
 */
final class EventListener implements ChannelAwareMessageListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventListener.class);
    private static final List<String> RETRIES = List.of("10s", "1m", "10m", "1h");
    private static final int LAST_TRY_IN_AN_OUTAGE = 1;
    private static final String ATTEMPT = "x-attempt";

    private final String queue;
    private final Envelope envelope;
    private final Consumer<Event> effect;
    private final RabbitTemplate rabbit;

    EventListener(String queue, Envelope envelope, Consumer<Event> effect, RabbitTemplate rabbit) {
        this.queue = queue;
        this.envelope = envelope;
        this.effect = effect;
        this.rabbit = rabbit;
    }

    @Override
    public void onMessage(Message message, @org.jspecify.annotations.Nullable Channel channel) throws IOException {
        try {
            Event event = envelope.open(message.getBody());
            TraceContext.<RuntimeException>run(event.traceparent().orElse(null), () -> effect.accept(event));
            CrashPoints.reach("inbox.after-effect");
        } catch (MalformedEventException e) {
            LOG.error("Dead letter from {}: {}", queue, e.getMessage());
            bury(message, e);
        } catch (RuntimeException e) {
            retryOrBury(message, e);
        }
        if (channel != null) {
            channel.basicAck(message.getMessageProperties().getDeliveryTag(), false);
        }
    }

    private void retryOrBury(Message message, RuntimeException cause) {
        int attempt =
                message.getMessageProperties().getHeader(ATTEMPT) instanceof Number number ? number.intValue() : 0;
        if (cause instanceof OutageException) {
            attempt = Math.min(attempt, LAST_TRY_IN_AN_OUTAGE);
        }
        if (attempt >= RETRIES.size()) {
            LOG.error("Dead letter from {} after {} tries", queue, attempt, cause);
            bury(message, cause);
            return;
        }
        LOG.warn("{} will try again in {}: {}", queue, RETRIES.get(attempt), cause.toString());
        message.getMessageProperties().setHeader(ATTEMPT, attempt + 1);
        move("aula.retry." + RETRIES.get(attempt), message);
    }

    private void bury(Message message, RuntimeException cause) {
        message.getMessageProperties().setHeader("x-cause", cause.toString());
        move("aula.dead", message);
    }

    /** Throws when the broker does not confirm: the message is then not acknowledged, and delivered again. */
    private void move(String exchange, Message message) {
        CorrelationData correlation = new CorrelationData();
        rabbit.send(exchange, queue, message, correlation);
        if (!ConfirmedPublisher.isConfirmed(correlation, ConfirmedPublisher.DEADLINE_NANOS)) {
            throw new AmqpException("No confirm from " + exchange + " for a message of " + queue);
        }
    }
}
