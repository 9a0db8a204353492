package io.aula.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.devstack.testing.TestRabbit;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** A real broker with our topology whose work queues hold a fraction of what they usually do. */
class FullQueueTest {
    private static final String QUEUE = "media.transcode.bulk";
    private static final int EVENTS = 600;
    private static final int BATCH = 50;

    @Test
    void whatAFullQueueRefusesIsNotConfirmedAndNothingConfirmedIsLost() {
        assumeTrue(TestRabbit.isInstalled(), "skipped: the package rabbitmq-server is not installed");
        String uri = TestRabbit.uriOf(topology -> topology.replace("268435456", "50000"));
        CachingConnectionFactory connections = new CachingConnectionFactory(URI.create(uri));
        connections.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.CORRELATED);
        RabbitTemplate rabbit = new RabbitTemplate(connections);
        ConfirmedPublisher publisher = new ConfirmedPublisher(rabbit);
        List<String> pending = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            pending.add("evt_" + i);
        }

        offer(publisher, pending);
        assertThat(pending).as("what waits with us").hasSizeBetween(1, EVENTS - 1);
        int waiting = pending.size();
        offer(publisher, pending);
        assertThat(pending).as("it is full, and remains so").hasSize(waiting);

        Set<String> arrived = new HashSet<>();
        for (int round = 0; round < 100 && arrived.size() < EVENTS; round++) {
            take(rabbit, arrived);
            offer(publisher, pending);
        }
        assertThat(pending).isEmpty();
        assertThat(arrived).hasSize(EVENTS);
        connections.destroy();
    }

    /** As a relay does: what is not confirmed stays. */
    private static void offer(ConfirmedPublisher publisher, List<String> pending) {
        for (List<String> rest = List.copyOf(pending); !rest.isEmpty(); rest = rest.subList(next(rest), rest.size())) {
            List<String> batch = rest.subList(0, next(rest));
            boolean[] confirmed = publisher.publish(batch.stream()
                    .map(id -> new Outgoing(id, "video.uploaded.bulk", "x".repeat(1_000), null))
                    .toList());
            for (int i = 0; i < confirmed.length; i++) {
                if (confirmed[i]) {
                    pending.remove(batch.get(i));
                }
            }
        }
    }

    private static int next(List<String> rest) {
        return Math.min(BATCH, rest.size());
    }

    private static void take(RabbitTemplate rabbit, Set<String> arrived) {
        for (Message message = rabbit.receive(QUEUE, 500); message != null; message = rabbit.receive(QUEUE, 500)) {
            arrived.add(message.getMessageProperties().getMessageId());
        }
    }
}
