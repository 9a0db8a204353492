package io.aula.courses.job;

import java.util.HashMap;
import java.util.Map;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue on which workers ask for jobs; each is answered on the queue it names. */
@Configuration(proxyBeanMethods = false)
class ClaimListener {
    private static final String QUEUE = "courses.media-claims";
    private static final long RECONNECT_MS = 2_000;

    @Bean
    SimpleMessageListenerContainer mediaClaims(
            ConnectionFactory connections, RabbitTemplate rabbit, Claims claims, JsonMapper json) {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
        container.setQueueNames(QUEUE);
        container.setMissingQueuesFatal(false);
        container.setRecoveryInterval(RECONNECT_MS);
        container.setDefaultRequeueRejected(false);
        container.setMessageListener(message -> answer(message, rabbit, claims, json));
        return container;
    }

    private static void answer(Message message, RabbitTemplate rabbit, Claims claims, JsonMapper json) {
        String replyTo = message.getMessageProperties().getReplyTo();
        if (replyTo == null) {
            return;
        }
        String correlation = message.getMessageProperties().getCorrelationId();
        byte[] answer = json.writeValueAsBytes(told(claim(message.getBody(), claims, json)));
        rabbit.convertAndSend("", replyTo, answer, reply -> {
            reply.getMessageProperties().setCorrelationId(correlation);
            reply.getMessageProperties().setContentType("application/json");
            return reply;
        });
    }

    private static Claim claim(byte[] question, Claims claims, JsonMapper json) {
        JsonNode asked;
        try {
            asked = json.readTree(question);
        } catch (JacksonException e) {
            return new Claim.Refused("MALFORMED");
        }
        return claims.claim(
                asked.path("jobId").asString(""),
                asked.path("workerId").asString(""),
                asked.path("redelivered").asBoolean(false));
    }

    private static Map<String, Object> told(Claim claim) {
        return switch (claim) {
            case Claim.Granted granted -> told(granted);
            case Claim.Refused refused -> Map.of("granted", false, "reason", refused.reason());
        };
    }

    private static Map<String, Object> told(Claim.Granted granted) {
        Map<String, Object> told = new HashMap<>(Map.of(
                "granted",
                true,
                "fence",
                granted.fence(),
                "doneSteps",
                granted.done().stream().map(ClaimListener::told).toList(),
                "leaseSeconds",
                granted.lease().toSeconds()));
        granted.prefix().ifPresent(prefix -> told.put("prefix", prefix));
        return told;
    }

    private static Map<String, Object> told(JobStep step) {
        return Map.of(
                "step",
                step.step(),
                "detail",
                step.detail(),
                "output",
                step.output() == null ? Map.of() : step.output());
    }
}
