package io.aula.transcoder.worker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages of a few queues, the first ones first, one at a time, and puts each where it belongs afterwards. It asks for
 * messages rather than being sent them: quorum queues have no prefetch over two queues, and a message in hand of a busy worker
 * would wait for hours.
 *
 * <p>A message is held until its job is over, so that the broker gives it to another worker as soon as this one's connection
 * ends; but no longer than the broker allows ({@code consumer_timeout}): then it is acknowledged, and from there on the job's
 * lease alone brings it to another worker.
 */
final class Deliveries {

    /** The broker's waiting queues, by how long they wait. */
    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    static final List<String> RETRIES = List.of("aula.retry.10s", "aula.retry.1m", "aula.retry.10m", "aula.retry.1h");

    private final Channel channel;
    private final EventPublisher publisher;
    private final List<String> queues;
    private final Duration hold;
    private boolean isHeld;
    private long takenAt;

    /** @param hold how long the broker may be kept waiting, surely less than its {@code consumer_timeout} */
    Deliveries(Channel channel, EventPublisher publisher, List<String> queues, Duration hold) {
        this.channel = channel;
        this.publisher = publisher;
        this.queues = List.copyOf(queues);
        this.hold = hold;
    }

    synchronized @Nullable Delivery take() throws IOException {
        for (String queue : queues) {
            GetResponse message = channel.basicGet(queue, false);
            if (message != null) {
                isHeld = true;
                takenAt = System.nanoTime();
                return new Delivery(queue, message);
            }
        }
        return null;
    }

    /** To be called now and then while the job runs. */
    synchronized void holdNoLongerThanAllowed(Delivery delivery) throws IOException {
        if (isHeld && System.nanoTime() - takenAt > hold.toNanos()) {
            done(delivery);
        }
    }

    synchronized void done(Delivery delivery) throws IOException {
        if (isHeld) {
            isHeld = false;
            channel.basicAck(delivery.tag(), false);
        }
    }

    /** It lies there with its cause until somebody replays or drops it. */
    synchronized void toTheDead(Delivery delivery, String cause) throws IOException {
        publisher.retry(
                "aula.dead",
                delivery.queue(),
                delivery.with("x-cause", cause),
                delivery.message().getBody());
        done(delivery);
    }

    synchronized void giveBack(Delivery delivery) throws IOException {
        if (isHeld) {
            isHeld = false;
            channel.basicNack(delivery.tag(), false, true);
            return;
        }
        send("", delivery, delivery.attempt());
    }

    /** Not an attempt: nothing was begun. */
    synchronized void later(Delivery delivery) throws IOException {
        send(RETRIES.getFirst(), delivery, delivery.attempt());
    }

    /**
     * How long a job waits that failed, and may heal.
     *
     * @param tries how often it was tried by now; 0 where nobody counts but the message
     * @return null when it was tried often enough
     */
    static @Nullable Duration waitAfter(int tries, Delivery delivery) {
        int before = tries > 0 ? tries - 1 : delivery.attempt();
        return before < WAITS.size() ? WAITS.get(before) : null;
    }

    synchronized void again(Delivery delivery, Duration wait) throws IOException {
        int index = WAITS.indexOf(wait);
        send(RETRIES.get(index), delivery, index + 1);
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
