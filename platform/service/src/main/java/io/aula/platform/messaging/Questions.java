package io.aula.platform.messaging;

import java.util.function.Function;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A queue on which questions are asked in JSON; each is answered, in JSON, on the queue it names (AMQP's {@code reply-to}). What is no
 * JSON reaches {@code answer} as a missing node; who names no queue is not answered.
 */
public record Questions(ConnectionFactory connections, RabbitTemplate rabbit, JsonMapper json) {
    private static final long RECONNECT_MS = 2_000;

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
