package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aula.platform.id.Ids;
import io.aula.social.messages.MessageExamplesTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** What this service tells identity of a person: all that it keeps, and that nothing is left. */
final class PersonTest extends SocialTestServer {
    private static final String MODERATOR = "moderator~" + Ids.next("usr");
    private static final String PROPOSE = """
            mutation($slug: String!) { upsertConcept(input: { slug: $slug, name: [{ locale: "es", text: "Derivadas" }] }) {
              concept { id } userErrors { code } } }""";

    @Autowired
    private MongoTemplate mongo;

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

    @Test
    void whoeverAsksIsToldWhatSomebodyProposedAndObjectedAndThatTheyStandApartAndWhen() {
        String person = person();
        String other = person();
        graphql(person, "mutation { setRecommendationPreference(takesPart: false) { userErrors { code } } }", Map.of());
        graphql(person, "mutation($id: ID!) { blockUser(userId: $id) { userErrors { code } } }", Map.of("id", other));
        String slug = Ids.next("slug").toLowerCase(Locale.ROOT).replace('_', '-');
        String concept = graphql("teacher~" + person, PROPOSE, Map.of("slug", slug))
                .at("/data/upsertConcept/concept/id")
                .asString();
        objected(person);

        assertThat(page("recommendations", person).at("/0/takesPart").asBoolean(true))
                .isFalse();
        assertThat(page("recommendations", other)).isEmpty();
        assertThat(page("concepts", person).at("/0/id").asString()).isEqualTo(concept);
        assertThat(page("concepts", person).at("/0/nameEs").asString()).isEqualTo("Derivadas");
        assertThat(Instant.parse(page("blocks", person).at("/0/since").asString()))
                .isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
        assertThat(page("appeals", person).at("/0/text").asString()).isEqualTo("It was a joke.");
    }

    /** To what became of what they wrote; returns the report. */
    private String objected(String person) {
        String said = add(person, Ids.next("key"), lesson(), "harsh words", Map.of())
                .at("/comment/id")
                .asString();
        String report = graphql(
                        Ids.next("usr"),
                        "mutation($id: ID!) { report(input: { targetId: $id, reason: SPAM }) { report { id } } }",
                        Map.of("id", said))
                .at("/data/report/report/id")
                .asString();
        graphql(
                MODERATOR,
                "mutation($id: ID!) { resolveReport(id: $id, uphold: true) { userErrors { code } } }",
                Map.of("id", report));
        JsonNode appealed = graphql(
                person,
                "mutation($id: ID!) { appealReport(id: $id, text: \"It was a joke.\") { report { status } } }",
                Map.of("id", report));
        assertThat(appealed.at("/data/appealReport/report/status").asString()).isEqualTo("APPEALED");
        return report;
    }

    @Test
    void whatSomebodyErasedObjectedIsNowhereAnyMore() {
        String person = person();
        String report = objected(person);
        String query = "query($id: ID!) { report(id: $id) { status appeal { text } author { id } } }";
        assertThat(graphql(MODERATOR, query, Map.of("id", report))
                        .at("/data/report/appeal/text")
                        .asString())
                .isEqualTo("It was a joke.");
        erase(person);
        JsonNode nameless = graphql(MODERATOR, query, Map.of("id", report)).at("/data/report");
        assertThat(nameless.path("author").isNull() && nameless.path("appeal").isNull())
                .isTrue();
    }

    /** Until nothing is left of them in MongoDB. */
    private void erase(String person) {
        String queue = listening();
        tell("user.deleted", person, 9, Map.of("userId", person));
        eventually(() -> {
            Message told = rabbit.receive(queue, 200);
            JsonNode data = told == null
                    ? json.nullNode()
                    : json.readTree(new String(told.getBody(), StandardCharsets.UTF_8))
                            .path("data");
            return data.path("userId").asString("").equals(person)
                    && data.path("store").asString().equals("COMMENTS");
        });
    }

    @Test
    void whatWhoeverIsErasedDoesWithAnOldTokenLeavesNothing() {
        String person = person();
        String lesson = lesson();
        String liked = write(lesson, "liked", Map.of());
        erase(person);
        JsonNode vote = graphql(
                person,
                "mutation($id: ID!) { upvote(targetId: $id) { upvotes userErrors { code } } }",
                Map.of("id", liked));
        assertThat(vote.at("/data/upvote/userErrors/0/code").asString()).isEqualTo("ERASED");
        assertThat(add(person, Ids.next("key"), lesson, "still here", Map.of())
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("ERASED");
        graphql(
                person,
                "mutation { setNotificationPreference(input: { kind: MENTION, inApp: false, email: DAILY }) {"
                        + " userErrors { code } } }",
                Map.of());
        String other = person();
        String marker = person();
        blocked(person, other);
        blocked(other, person);
        blocked(marker, other);
        eventually(() -> left("notification_blocks", "blockerId", marker) == 1);
        assertThat(left("notification_blocks", "blockerId", person)).isZero();
        assertThat(left("notification_blocks", "blockedId", person)).isZero();
        assertThat(left("notification_preferences", "_id", person)).isZero();
        assertThat(left("votes", "userId", person)).isZero();
    }

    private void blocked(String by, String whom) {
        Map<String, ?> data =
                Map.of("blockerId", by, "blockedId", whom, "at", Instant.now().toString());
        tell("block.created", by, 1, data);
    }

    private long left(String collection, String field, String value) {
        return mongo.getCollection(collection).countDocuments(new Document(field, value));
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
