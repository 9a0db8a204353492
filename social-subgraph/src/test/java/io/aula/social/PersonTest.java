package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.social.messages.MessageExamplesTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    @Test
    void whoeverAsksIsToldOfWhatSomebodyWasToldAndDoesNotWantToBe() {
        String person = person();
        String other = Ids.next("usr");
        String unwanted = "mutation { setNotificationPreference(input: { kind: MENTION, inApp: false }) {"
                + " userErrors { code } } }";
        graphql(person, unwanted, Map.of());
        tell(
                "follow.created",
                other,
                1,
                Map.of(
                        "followerId",
                        other,
                        "followedId",
                        person,
                        "at",
                        Instant.now().toString()));
        eventually(() -> !page("notifications", person).isEmpty());
        JsonNode told = page("notifications", person).path(0);
        assertThat(told.path("kind").asString()).isEqualTo("FOLLOW");
        assertThat(told.at("/about/0").asString()).isEqualTo(other);
        assertThat(page("notification-preferences", person).at("/0/off/0").asString())
                .isEqualTo("MENTION");
    }

    /** The rows of one file of theirs. */
    private JsonNode page(String file, String person) {
        String after = "";
        while (after != null) {
            JsonNode answer = asked(Map.of("userId", person, "after", after));
            if (answer.path("file").asString().equals(file)) {
                return answer.path("rows");
            }
            after = answer.path("next").asString(null);
        }
        throw new AssertionError("there is no file " + file);
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
        rabbit.setReplyTimeout(60_000); // a machine that is busy with other tests answers late, and answers
        Message answer = rabbit.sendAndReceive(
                "",
                "social.personal-data",
                MessageBuilder.withBody(json.writeValueAsBytes(question)).build());
        assertThat(answer).isNotNull();
        return json.readTree(answer.getBody());
    }
}
