package io.aula.social.projection;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.messaging.MalformedEventException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads the log of the last 30 days from its start and applies every event again, for a graph that lost what others told
 * it. What is newer than the log stays, what the log has is made good: each statement is the same a second time.
 */
@Component
class Rebuild {
    private static final String LOG = "aula.log";
    private static final int IN_FLIGHT = 100;
    /** A chunk of the log comes whole, however few were asked for; it holds some 4 000 at most. */
    private static final int MOST_WAITING = 10_000;

    /** The log has ended when nothing came for this long. */
    private static final long END_SECONDS = 3;

    private final RabbitTemplate rabbit;
    private final Envelope envelope;
    private final Projection projection;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Rebuild(RabbitTemplate rabbit, Envelope envelope, Projection projection) {
        this.rabbit = rabbit;
        this.envelope = envelope;
        this.projection = projection;
    }

    /** Returns how many events it applied; a second call waits for the first. */
    int run() {
        oneAtATime.lock();
        try {
            Integer applied = rabbit.execute(this::read);
            return applied == null ? 0 : applied;
        } finally {
            oneAtATime.unlock();
        }
    }

    private int read(Channel channel) throws IOException, InterruptedException {
        BlockingQueue<Delivery> arrived = new ArrayBlockingQueue<>(MOST_WAITING);
        channel.basicQos(IN_FLIGHT);
        String consumer = channel.basicConsume(
                LOG, false, Map.of("x-stream-offset", "first"), (tag, delivery) -> arrived.add(delivery), tag -> {});
        try {
            int applied = 0;
            Delivery next = arrived.poll(END_SECONDS, TimeUnit.SECONDS);
            while (next != null) {
                applied += apply(next.getBody()) ? 1 : 0;
                channel.basicAck(next.getEnvelope().getDeliveryTag(), false);
                next = arrived.poll(END_SECONDS, TimeUnit.SECONDS);
            }
            return applied;
        } finally {
            channel.basicCancel(consumer);
        }
    }

    private boolean apply(byte[] body) {
        try {
            projection.applyAgain(envelope.open(body));
            return true;
        } catch (MalformedEventException e) {
            return false; // the log keeps everything, also what went to the dead letters
        }
    }
}
