package io.aula.social.person;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Questions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queue on which identity asks what is kept of somebody; each question is answered on the queue it names. */
@Configuration(proxyBeanMethods = false)
class PersonalDataListener {
    private static final String QUEUE = "social.personal-data";

    @Bean
    SimpleMessageListenerContainer askedForPersonalData(
            ConnectionFactory connections, RabbitTemplate rabbit, PersonalData data, JsonMapper json, Clock clock) {
        return new Questions(connections, rabbit, json, clock).on(QUEUE, asked -> answer(asked, data));
    }

    /** In the words of {@code personal-data.answer}; to what is no question, one that nobody understands. */
    static Map<String, @Nullable Object> answer(JsonNode asked, PersonalData data) {
        Optional<UserId> person = UserId.parse(asked.path("userId").asString(""));
        if (person.isEmpty()) {
            return Map.of("refused", "MALFORMED");
        }
        PersonalData.Page page = data.tell(person.get(), asked.path("after").asString(""));
        Map<String, @Nullable Object> answer = new HashMap<>();
        answer.put("file", page.file());
        answer.put("rows", page.rows());
        answer.put("next", page.next());
        return answer;
    }
}
