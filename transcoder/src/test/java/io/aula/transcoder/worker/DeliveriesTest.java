package io.aula.transcoder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DeliveriesTest {

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    @Test
    void aJobWaitsLongerAfterEachTryAndIsGivenUpAfterTheFifth() {
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(tries -> Deliveries.waitAfter(tries, message(0))))
                .containsExactlyElementsOf(WAITS);
        assertThat(Deliveries.waitAfter(5, message(0))).isNull();
    }

    @Test
    void whereNobodyCountsTheMessageItselfDoes() {
        assertThat(IntStream.range(0, 4).mapToObj(before -> Deliveries.waitAfter(0, message(before))))
                .containsExactlyElementsOf(WAITS);
        assertThat(Deliveries.waitAfter(0, message(4))).isNull();
    }

    /** The broker keeps each wait by an argument of its queue, which cannot be changed once it is there. */
    @Test
    void theBrokersQueuesWaitAsLongAsTheirNamesSay() throws IOException {
        JsonNode definitions =
                JsonMapper.shared().readTree(Files.readString(Path.of("../schema/rabbitmq.definitions.json")));
        List<JsonNode> queues = definitions
                .path("queues")
                .valueStream()
                .filter(queue -> queue.path("name").asString().startsWith("aula.retry."))
                .toList();
        assertThat(queues)
                .extracting(queue -> queue.path("name").asString())
                .containsExactlyElementsOf(Deliveries.RETRIES);
        assertThat(queues)
                .extracting(queue ->
                        Duration.ofMillis(queue.at("/arguments/x-message-ttl").asLong()))
                .containsExactlyElementsOf(WAITS);
    }

    private static Delivery message(int triedBefore) {
        var properties = new AMQP.BasicProperties.Builder()
                .headers(Map.of("x-attempt", triedBefore))
                .build();
        return new Delivery(
                "media.transcode.bulk", new GetResponse(new Envelope(1, false, "", ""), properties, new byte[0], 0));
    }
}
