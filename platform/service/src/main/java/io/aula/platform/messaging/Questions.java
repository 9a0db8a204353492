package io.aula.platform.messaging;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A queue on which questions are asked in JSON; each is answered, in JSON, on the queue it names (AMQP's {@code reply-to}). What is no
 * JSON reaches {@code answer} as a missing node; who names no queue is not answered. On queues whose arguments lay with the dead what
 * expires, questions do not expire: those that waited too long for us are let go here.
 */
public record Questions(ConnectionFactory connections, RabbitTemplate rabbit, JsonMapper json, Clock clock) {
    private static final long RECONNECT_MS = 2_000;

    /** By AMQP's {@code timestamp}. Longer than anybody waits for an answer, and than clocks differ. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    public SimpleMessageListenerContainer on(String queue, Function<JsonNode, Object> answer) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(queue);
        container.setMissingQueuesFatal(false);
        container.setRecoveryInterval(RECONNECT_MS);
        container.setDefaultRequeueRejected(false);
        container.setMessageListener(message -> reply(message, answer));
        return container;
    }

    private void reply(Message message, Function<JsonNode, Object> answer) {
        String replyTo = message.getMessageProperties().getReplyTo();
        if (replyTo == null) {
            return;
        }
        Date asked = message.getMessageProperties().getTimestamp();
        if (asked != null && asked.toInstant().isBefore(clock.instant().minus(GOOD_FOR))) {
            LOG.info(
                    "A question on {} is let go: it was asked at {}, and nobody waits for its answer any more",
                    message.getMessageProperties().getConsumerQueue(),
                    asked.toInstant());
            return;
        }
        String correlation = message.getMessageProperties().getCorrelationId();
        byte[] answered = json.writeValueAsBytes(answer.apply(read(message.getBody())));
        rabbit.convertAndSend("", replyTo, answered, reply -> {
            reply.getMessageProperties().setCorrelationId(correlation);
            reply.getMessageProperties().setContentType("application/json");
            return reply;
        });
    }

    private JsonNode read(byte[] question) {
        try {
            return json.readTree(question);
        } catch (JacksonException e) {
            return json.missingNode();
        }
    }
}
