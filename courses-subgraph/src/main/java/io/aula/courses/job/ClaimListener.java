package io.aula.courses.job;

import io.aula.platform.id.JobId;
import io.aula.platform.messaging.Questions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue on which workers ask for jobs; each is answered on the queue it names. */
@Configuration(proxyBeanMethods = false)
class ClaimListener {
    private static final String QUEUE = "courses.media-claims";

    @Bean
    SimpleMessageListenerContainer mediaClaims(
            ConnectionFactory connections, RabbitTemplate rabbit, Claims claims, JsonMapper json, Clock clock) {
        return new Questions(connections, rabbit, json, clock).on(QUEUE, asked -> told(claim(asked, claims)));
    }

    private static Claim claim(JsonNode asked, Claims claims) {
        if (!asked.isObject()) {
            return new Claim.Refused("MALFORMED");
        }
        return JobId.parse(asked.path("jobId").asString(""))
                .map(job -> claims.claim(
                        job,
                        asked.path("workerId").asString(""),
                        asked.path("redelivered").asBoolean(false)))
                .orElseGet(Claim.Refused::unknownJob);
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
                "tries",
                granted.tries(),
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
