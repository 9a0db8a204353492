package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.social.messages.MessageExamplesTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import tools.jackson.databind.JsonNode;

/** What this service tells identity of a person: all that it keeps, and that nothing is left. */
final class PersonTest extends SocialTestServer {
    @Test
    void bothStoresConfirmThatNothingIsLeftOfWhoeverIsGoneAndAgainWhenToldAgain() {
        String person = person();
        String queue = listening();
        for (int round = 0; round < 2; round++) {
            tell("user.deleted", person, 9, Map.of("userId", person));
            Set<String> stores = new TreeSet<>();
            eventually(() -> {
                Message told = rabbit.receive(queue, 200);
                if (told != null) {
                    String text = new String(told.getBody(), StandardCharsets.UTF_8);
                    JsonNode event = json.readTree(text);
                    if (event.at("/data/userId").asString().equals(person)) {
                        MessageExamplesTest.assertIsOfType("user.erased", text);
                        stores.add(event.at("/data/store").asString());
                    }
                }
                return stores.equals(Set.of("COMMENTS", "GRAPH"));
            });
        }
    }

    @Test
    void whoeverAsksIsToldWhatSomebodyWroteVotedForAndFollows() {
        String person = person();
        String other = person();
        String lesson = lesson();
        String liked = write(lesson, "liked", Map.of());
        graphql(person, "mutation($id: ID!) { upvote(targetId: $id) { upvotes } }", Map.of("id", liked));
        add(person, "k", lesson, "I was here", Map.of());
        graphql(person, "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }", Map.of("id", other));
        Map<String, JsonNode> lists = new HashMap<>();
        String after = "";
        while (after != null) {
            JsonNode answer = asked(Map.of("userId", person, "after", after));
            MessageExamplesTest.assertIsOfType("personal-data.answer", answer.toString());
            lists.put(answer.path("file").asString(), answer.path("rows"));
            after = answer.path("next").asString(null);
        }
        assertThat(lists.get("comments").at("/0/text").asString()).isEqualTo("I was here");
        assertThat(lists.get("votes").at("/0/commentId").asString()).isEqualTo(liked);
        assertThat(lists.get("follows").at("/0/userId").asString()).isEqualTo(other);
        assertThat(asked(Map.of("userId", Ids.next("usr"), "after", ""))
                        .path("rows")
                        .isEmpty())
                .isTrue();
    }

    private String listening() {
        return Objects.requireNonNull(rabbit.execute(channel -> {
            String queue =
                    channel.queueDeclare("", false, false, false, Map.of()).getQueue();
            channel.queueBind(queue, "aula.events", "user.erased");
            return queue;
        }));
    }

    private JsonNode asked(Map<String, String> question) {
        Message answer = rabbit.sendAndReceive(
                "",
                "social.personal-data",
                MessageBuilder.withBody(json.writeValueAsBytes(question)).build());
        assertThat(answer).isNotNull();
        return json.readTree(answer.getBody());
    }
}
