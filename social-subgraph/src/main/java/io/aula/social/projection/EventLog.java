package io.aula.social.projection;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.MalformedEventException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

/** Everything that was told in the last 30 days. */
@Component
class EventLog {
    private static final String LOG = "aula.log";
    private static final int IN_FLIGHT = 100;
    /** A chunk of the log comes whole, however few were asked for; it holds some 4 000 at most. */
    private static final int MOST_WAITING = 10_000;

    /** The log has ended when nothing came for this long. */
    private static final long END_SECONDS = 3;

    private final RabbitTemplate rabbit;
    private final Envelope envelope;

    EventLog(RabbitTemplate rabbit, Envelope envelope) {
        this.rabbit = rabbit;
        this.envelope = envelope;
    }

    /** Hands on every event from the log's start to its end; returns how many were taken. */
    int read(Consumer<Event> taker, BooleanSupplier isWanted) {
        Integer taken = rabbit.execute(channel -> read(channel, taker, isWanted));
        return taken == null ? 0 : taken;
    }

    private int read(Channel channel, Consumer<Event> taker, BooleanSupplier isWanted)
            throws IOException, InterruptedException {
        BlockingQueue<Delivery> arrived = new ArrayBlockingQueue<>(MOST_WAITING);
        channel.basicQos(IN_FLIGHT);
        String consumer = channel.basicConsume(
                LOG, false, Map.of("x-stream-offset", "first"), (tag, delivery) -> arrived.add(delivery), tag -> {});
        try {
            int taken = 0;
            Delivery next = arrived.poll(END_SECONDS, TimeUnit.SECONDS);
            while (next != null && isWanted.getAsBoolean()) {
                taken += take(next.getBody(), taker) ? 1 : 0;
                channel.basicAck(next.getEnvelope().getDeliveryTag(), false);
                next = arrived.poll(END_SECONDS, TimeUnit.SECONDS);
            }
            return taken;
        } finally {
            channel.basicCancel(consumer);
        }
    }

    private boolean take(byte[] body, Consumer<Event> taker) {
        try {
            taker.accept(envelope.open(body));
            return true;
        } catch (MalformedEventException e) {
            return false; // the log keeps everything, also what went to the dead letters
        }
    }
}
