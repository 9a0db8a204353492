package io.aula.identity.privacy.export;

import io.aula.platform.id.UserId;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A question and its answer, as {@code personal-data.question} says: no event, since events are kept for weeks. */
@Component
class AskedOverTheBroker implements OtherServices {
    private static final long PATIENCE_MS = 20_000;

    private final RabbitTemplate rabbit;
    private final JsonMapper json;
    private final Clock clock;

    AskedOverTheBroker(ConnectionFactory connections, JsonMapper json, Clock clock) {
        this.rabbit = new RabbitTemplate(connections);
        this.rabbit.setReplyTimeout(PATIENCE_MS);
        this.json = json;
        this.clock = clock;
    }

    @Override
    public List<String> names() {
        return List.of("courses", "social");
    }

    @Override
    public Page ask(String service, UserId person, String after) {
        JsonNode answer = read(service, exchange(service, Map.of("userId", person.text(), "after", after)));
        String file = answer.path("file").asString("");
        if (file.isEmpty() || !answer.path("rows").isArray()) {
            throw new NoAnswerException(service + " answered something else");
        }
        return new Page(
                file,
                answer.path("rows").valueStream().map(JsonNode::toString).toList(),
                answer.path("next").asString(null));
    }

    private byte[] exchange(String service, Map<String, String> question) {
        try {
            @Nullable Message answer = rabbit.sendAndReceive("", service + ".personal-data", message(question));
            if (answer == null) {
                throw new NoAnswerException(service + " does not answer");
            }
            return answer.getBody();
        } catch (AmqpException away) {
            throw new NoAnswerException("The broker is away: " + away.getMessage());
        }
    }

    /** By its moment whoever comes to it late knows that nobody waits; what expires would lie with the dead letters, as if it were work. */
    Message message(Map<String, String> question) {
        return MessageBuilder.withBody(json.writeValueAsBytes(question))
                .setContentType("application/json")
                .setTimestamp(Date.from(clock.instant()))
                .build();
    }

    private JsonNode read(String service, byte[] answer) {
        try {
            return json.readTree(answer);
        } catch (JacksonException e) {
            throw new NoAnswerException(service + " answered no JSON");
        }
    }
}
