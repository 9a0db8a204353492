package io.aula.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.devstack.testing.TestRabbit;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import io.aula.platform.outbox.InMemoryEvents;
import io.aula.platform.outbox.Relay;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/** A real broker with our topology whose work queues hold a fraction of what they usually do. */
class FullQueueTest {
    private static final String QUEUE = "media.transcode.bulk";
    private static final int EVENTS = 600;
    private static final int BATCH = 50;

    /** Waited for by {@code social.access}, which is full soon, and by a sibling that is not. */
    private static final String TOLD_TO_MANY = "course.published";

    private static final String WORK = "video.uploaded.interactive";
    private static final String WORK_QUEUE = "media.transcode.interactive";

    private static final class Broker {
        static final String URI = TestRabbit.uriOf(topology -> topology.replace("268435456", "50000"));
    }

    private static CachingConnectionFactory connect() {
        CachingConnectionFactory connections = new CachingConnectionFactory(URI.create(Broker.URI));
        connections.setPublisherConfirmType(CachingConnectionFactory.ConfirmType.CORRELATED);
        return connections;
    }

    @Test
    void aFullQueueNeitherFloodsItsSiblingsNorStopsWhatWaitsBehind() throws Exception {
        assumeTrue(TestRabbit.isInstalled(), "skipped: the package rabbitmq-server is not installed");
        CachingConnectionFactory connections = connect();
        RabbitTemplate rabbit = new RabbitTemplate(connections);
        List<String> copies = new CopyOnWriteArrayList<>();
        SimpleMessageListenerContainer sibling = sibling(connections, copies);
        List<Outgoing> pending = new CopyOnWriteArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            pending.add(new Outgoing("evt_" + i, TOLD_TO_MANY, "x".repeat(1_000), null));
        }
        pending.add(new Outgoing("the lecture", WORK, "{}", null));
        Relay relay = new Relay(new InMemoryEvents(pending), new ConfirmedPublisher(rabbit));

        relay.start();
        Message lecture = null;
        for (int second = 0; second < 60 && lecture == null; second++) {
            relay.wake();
            lecture = rabbit.receive(WORK_QUEUE, 1_000);
        }
        assertThat(lecture).as("what was behind").isNotNull();
        for (int times = 0; times < 100; times++) {
            relay.wake();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        relay.stop();
        assertThat(pending).as("what waits with us").isNotEmpty();
        int repeated = copies.size() - new HashSet<>(copies).size();
        assertThat(repeated).as("copies that the sibling had already").isLessThan(BATCH);
        sibling.stop();
        connections.destroy();
    }

    private static SimpleMessageListenerContainer sibling(CachingConnectionFactory connections, List<String> copies) {
        RabbitAdmin admin = new RabbitAdmin(connections);
        Queue queue = new Queue("a-sibling", false, false, true);
        admin.declareQueue(queue);
        admin.declareBinding(BindingBuilder.bind(queue)
                .to(new TopicExchange(ConfirmedPublisher.EVENTS))
                .with("course.#"));
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueues(queue);
        container.setMessageListener(
                message -> copies.add(message.getMessageProperties().getMessageId()));
        container.start();
        return container;
    }

    @Test
    void whatAFullQueueRefusesIsNotConfirmedAndNothingConfirmedIsLost() {
        assumeTrue(TestRabbit.isInstalled(), "skipped: the package rabbitmq-server is not installed");
        CachingConnectionFactory connections = connect();
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
