package io.aula.courses.image;

import io.aula.platform.messaging.Questions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue on which workers ask for pictures, in the words of {@code media.claim}; each is answered on the queue it names. */
@Configuration(proxyBeanMethods = false)
class ImageClaimListener {
    private static final String QUEUE = "courses.image-claims";

    @Bean
    SimpleMessageListenerContainer askedForImages(
            ConnectionFactory connections, RabbitTemplate rabbit, ImageClaims claims, JsonMapper json, Clock clock) {
        return new Questions(connections, rabbit, json, clock).on(QUEUE, asked -> told(claim(asked, claims)));
    }

    private static ImageClaims.Claim claim(JsonNode asked, ImageClaims claims) {
        return asked.isObject()
                ? claims.claim(
                        asked.path("jobId").asString(""),
                        asked.path("redelivered").asBoolean(false))
                : new ImageClaims.Claim.Refused("MALFORMED");
    }

    private static Map<String, Object> told(ImageClaims.Claim claim) {
        return switch (claim) {
            case ImageClaims.Claim.Granted(long fence) ->
                Map.of(
                        "granted",
                        true,
                        "fence",
                        fence,
                        "doneSteps",
                        List.of(),
                        "leaseSeconds",
                        ImageClaims.LEASE.toSeconds());
            case ImageClaims.Claim.Refused(String reason) -> Map.of("granted", false, "reason", reason);
        };
    }
}
