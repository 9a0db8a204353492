package io.aula.transcoder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.aula.devstack.testing.TestRabbit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims at a broker at which courses is away. */
final class ClaimClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DEAD = "dead.events";

    private Connection connection;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        assumeTrue(TestRabbit.isInstalled(), "skipped: rabbitmq-server is not installed");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(TestRabbit.uri());
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.queuePurge(DEAD);
    }

    @AfterEach
    void close() throws Exception {
        if (connection != null) {
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"courses.media-claims", "courses.image-claims"})
    void aClaimThatNobodyAnsweredIsLetGoAndIsNoDeadLetter(String queue) throws Exception {
        Claim claim = new ClaimClient(connection, queue, "worker").claim("job_01TESTUNANSWERED00000001", false);
        assertThat(claim).isEqualTo(new Claim.Later("courses did not answer"));
        await(() -> channel.messageCount(queue) == 0);

        buryAnother("the one that is");
        List<String> letters = new ArrayList<>();
        await(() -> {
            GetResponse letter = channel.basicGet(DEAD, true);
            if (letter != null) {
                letters.add(new String(letter.getBody(), StandardCharsets.UTF_8));
            }
            return letters.contains("the one that is");
        });
        assertThat(letters).containsExactly("the one that is");
    }

    /** What expires after the claim, where what expires is kept. */
    private void buryAnother(String letter) throws Exception {
        Map<String, Object> arguments = Map.of(
                "x-queue-type",
                "quorum",
                "x-dead-letter-exchange",
                "aula.dead",
                "x-dead-letter-routing-key",
                "courses.media-claims",
                "x-expires",
                PATIENCE.toMillis());
        channel.queueDeclare("test.expiring", true, false, false, arguments);
        AMQP.BasicProperties soon =
                new AMQP.BasicProperties.Builder().expiration("100").build();
        channel.basicPublish("", "test.expiring", soon, letter.getBytes(StandardCharsets.UTF_8));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(50);
        }
    }
}
