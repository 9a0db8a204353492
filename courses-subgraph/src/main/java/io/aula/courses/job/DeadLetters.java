package io.aula.courses.job;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.aula.platform.hash.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;

/**
 * The broker's queues of messages that nobody could take. A queue can only be read by taking: each look takes some and puts
 * them back.
 */
@Component
class DeadLetters {
    private static final List<String> QUEUES = List.of("dead.media", "dead.events");
    private static final int MOST = 50;
    private static final int SHOWN = 2_000;
    private static final long CONFIRM_SECONDS = 10;

    private final RabbitTemplate rabbit;

    DeadLetters(RabbitTemplate rabbit) {
        this.rabbit = rabbit;
    }

    /** The first fifty of each queue. */
    List<DeadLetter> look() {
        List<DeadLetter> found = new ArrayList<>();
        for (String queue : QUEUES) {
            takeAll(queue, taken -> {
                found.add(letter(taken));
                return false;
            });
        }
        return found;
    }

    /** Back to where it was to be taken; gone from here only when the broker has it there. */
    Optional<DeadLetter> replay(String id) {
        return take(id, taken -> send(letter(taken).queue(), taken));
    }

    Optional<DeadLetter> drop(String id) {
        return take(id, taken -> {});
    }

    /** Something that is done with a message before it goes. */
    private interface Fate {
        void befall(GetResponse taken);
    }

    /** Whether a message that was taken is to go. */
    private interface Choice {
        boolean isToGo(GetResponse taken);
    }

    private Optional<DeadLetter> take(String id, Fate fate) {
        for (String queue : QUEUES) {
            List<DeadLetter> gone = new ArrayList<>();
            takeAll(queue, taken -> {
                DeadLetter letter = letter(taken);
                if (!gone.isEmpty() || !letter.id().equals(id)) {
                    return false;
                }
                fate.befall(taken);
                return gone.add(letter);
            });
            if (!gone.isEmpty()) {
                return Optional.of(gone.getFirst());
            }
        }
        return Optional.empty();
    }

    private void takeAll(String queue, Choice choice) {
        rabbit.execute(channel -> {
            List<Long> stay = new ArrayList<>();
            try {
                for (int count = 0; count < MOST; count++) {
                    GetResponse taken = channel.basicGet(queue, false);
                    if (taken == null) {
                        break;
                    }
                    long tag = taken.getEnvelope().getDeliveryTag();
                    stay.add(tag);
                    if (choice.isToGo(taken)) {
                        channel.basicAck(tag, false);
                        stay.remove(tag);
                    }
                }
            } finally {
                giveBack(channel, stay);
            }
            return null;
        });
    }

    private static void giveBack(Channel channel, List<Long> tags) throws IOException {
        for (long tag : tags) {
            channel.basicNack(tag, false, true);
        }
    }

    private void send(String queue, GetResponse taken) {
        Map<String, Object> headers =
                new HashMap<>(Objects.requireNonNullElse(taken.getProps().getHeaders(), Map.of()));
        headers.keySet().removeIf(name -> name.startsWith("x-"));
        Message message = MessageBuilder.withBody(taken.getBody())
                .setContentType(taken.getProps().getContentType())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .copyHeadersIfAbsent(headers)
                .build();
        CorrelationData correlation = new CorrelationData();
        rabbit.send("", queue, message, correlation);
        try {
            if (!correlation.getFuture().get(CONFIRM_SECONDS, TimeUnit.SECONDS).ack()) {
                throw new AmqpException("The broker refused a letter for " + queue);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AmqpException("The broker did not confirm a letter for " + queue, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AmqpException("Interrupted", e);
        }
    }

    private static DeadLetter letter(GetResponse taken) {
        AMQP.BasicProperties properties = taken.getProps();
        Map<String, Object> headers = Objects.requireNonNullElse(properties.getHeaders(), Map.of());
        String text = new String(taken.getBody(), StandardCharsets.UTF_8);
        return new DeadLetter(
                digest(taken.getBody()),
                taken.getEnvelope().getRoutingKey(),
                cause(headers),
                deadAt(headers),
                text.substring(0, Math.min(SHOWN, text.length())));
    }

    /** What the one who gave up said, or else the broker's own word: rejected, delivery_limit. */
    private static @Nullable String cause(Map<String, Object> headers) {
        Object said = headers.getOrDefault("x-cause", headers.get("x-first-death-reason"));
        return said == null ? null : said.toString();
    }

    private static @Nullable Instant deadAt(Map<String, Object> headers) {
        return headers.get("x-death") instanceof List<?> deaths
                        && !deaths.isEmpty()
                        && deaths.getFirst() instanceof Map<?, ?> death
                        && death.get("time") instanceof Date time
                ? time.toInstant()
                : null;
    }

    private static String digest(byte[] body) {
        return HexFormat.of().formatHex(Sha256.digest().digest(body), 0, 16);
    }
}
