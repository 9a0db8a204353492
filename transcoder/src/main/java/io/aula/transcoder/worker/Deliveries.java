package io.aula.transcoder.worker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes messages of a few queues, the first ones first, and puts each where it belongs afterwards. */
final class Deliveries {

    private static final List<String> RETRIES =
            List.of("aula.retry.10s", "aula.retry.1m", "aula.retry.10m", "aula.retry.1h");

    private final Channel channel;
    private final EventPublisher publisher;
    private final List<String> queues;

    Deliveries(Channel channel, EventPublisher publisher, List<String> queues) {
        this.channel = channel;
        this.publisher = publisher;
        this.queues = List.copyOf(queues);
    }

    @Nullable
    Delivery take() throws IOException {
        for (String queue : queues) {
            GetResponse message = channel.basicGet(queue, false);
            if (message != null) {
                return new Delivery(queue, message);
            }
        }
        return null;
    }

    void done(Delivery delivery) throws IOException {
        channel.basicAck(delivery.tag(), false);
    }

    void toTheDead(Delivery delivery) throws IOException {
        channel.basicReject(delivery.tag(), false);
    }

    void giveBack(Delivery delivery) throws IOException {
        channel.basicNack(delivery.tag(), false, true);
    }

    /** Not an attempt: nothing was begun. */
    void later(Delivery delivery) throws IOException {
        int attempt = delivery.wasBegun() ? Math.max(1, delivery.attempt()) : 0;
        send(RETRIES.getFirst(), delivery, attempt);
    }

    /** @return false when it was tried often enough; then it is done with */
    boolean again(Delivery delivery) throws IOException {
        if (delivery.attempt() >= RETRIES.size()) {
            done(delivery);
            return false;
        }
        send(RETRIES.get(delivery.attempt()), delivery, delivery.attempt() + 1);
        return true;
    }

    private void send(String exchange, Delivery delivery, int attempt) throws IOException {
        publisher.retry(
                exchange,
                delivery.queue(),
                delivery.withAttempt(attempt),
                delivery.message().getBody());
        done(delivery);
    }
}
