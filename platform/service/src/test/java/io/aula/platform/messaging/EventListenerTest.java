package io.aula.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Where a message goes that could not be taken. */
class EventListenerTest {
    private final Envelope envelope = new Envelope(JsonMapper.shared(), "test", Clock.systemUTC());
    private final List<String> moved = new ArrayList<>();
    private boolean confirms = true;

    /** A broker that notes what it is given. */
    private final class Broker extends RabbitTemplate {
        @Override
        public void send(
                String exchange,
                String routingKey,
                Message message,
                @org.jspecify.annotations.Nullable CorrelationData data)
                throws AmqpException {
            assertThat(routingKey).isEqualTo("social.graph");
            moved.add(exchange);
            if (data != null) {
                data.getFuture().complete(new CorrelationData.Confirm(confirms, null));
            }
        }
    }

    private EventListener listener(Consumer<Event> effect) {
        return new EventListener("social.graph", envelope, effect, new Broker());
    }

    private Message event() {
        String json = envelope.seal("user.updated", "usr_1", 1, Map.of()).json();
        return message(json);
    }

    private static Message message(String body) {
        return MessageBuilder.withBody(body.getBytes(StandardCharsets.UTF_8)).build();
    }

    private List<String> afterTries(int tries, RuntimeException failure) throws IOException {
        EventListener listener = listener(event -> {
            throw failure;
        });
        Message message = event();
        for (int i = 0; i < tries; i++) {
            listener.onMessage(message, null);
        }
        return moved;
    }

    @Test
    void aFailureWaitsLongerEachTimeAndEndsWithTheDeadLetters() throws IOException {
        assertThat(afterTries(5, new IllegalStateException("a bug")))
                .containsExactly("aula.retry.10s", "aula.retry.1m", "aula.retry.10m", "aula.retry.1h", "aula.dead");
    }

    @Test
    void anOutageCostsNoTriesHoweverLongItIs() throws IOException {
        assertThat(afterTries(20, new OutageException("away", new IOException())))
                .startsWith("aula.retry.10s", "aula.retry.1m", "aula.retry.1m")
                .hasSize(20)
                .doesNotContain("aula.retry.10m", "aula.dead");
    }

    @Test
    void whatIsNoEventIsADeadLetterAtOnceAndNamesItsCause() throws IOException {
        Message message = message("{\"hello\":\"world\"}");
        listener(event -> {}).onMessage(message, null);
        assertThat(moved).containsExactly("aula.dead");
        assertThat(message.getMessageProperties().getHeaders().get("x-cause"))
                .asString()
                .contains("the field id is missing");
    }

    @Test
    void aMessageIsNotGivenUpBeforeTheBrokerHasItsCopy() {
        confirms = false;
        assertThatThrownBy(() -> afterTries(1, new IllegalStateException("a bug")))
                .isInstanceOf(AmqpException.class)
                .hasMessageContaining("No confirm");
    }

    @Test
    void whatWasTakenGoesNowhereElse() throws IOException {
        List<String> taken = new ArrayList<>();
        listener(event -> taken.add(event.subject())).onMessage(event(), null);
        assertThat(taken).containsExactly("usr_1");
        assertThat(moved).isEmpty();
    }
}
