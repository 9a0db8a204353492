package io.aula.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import tools.jackson.databind.json.JsonMapper;

class LiveBusTest {
    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final CountDownLatch answers = new CountDownLatch(1);

    /** A broker that accepts a connection and then says nothing until it is told to. */
    private final class SilentBroker extends RabbitTemplate {
        @Override
        public void send(String exchange, String routingKey, Message message) throws AmqpException {
            try {
                assertThat(answers.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AmqpException(e);
            }
            sent.add(routingKey + " " + new String(message.getBody(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whoeverTellsNewsDoesNotWaitForTheBroker() throws InterruptedException {
        try (LiveBus bus = new LiveBus(new SilentBroker(), JsonMapper.shared())) {
            long began = System.nanoTime();
            for (int i = 0; i < 2_000; i++) {
                bus.publish("comment.les_1", Map.of("n", i));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));

            answers.countDown();
            String last = "";
            while (!last.equals("comment.les_1 {\"n\":1999}")) { // what is old gives way, what is new arrives
                last = String.valueOf(sent.poll(10, TimeUnit.SECONDS));
                assertThat(last).startsWith("comment.les_1");
            }
        }
    }
}
