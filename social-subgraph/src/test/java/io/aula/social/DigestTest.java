package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.aula.platform.id.Ids;
import io.aula.social.messages.MessageExamplesTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** Mails of what people were told and have not read. */
final class DigestTest extends SocialTestServer {
    private static final String PREFER =
            "mutation($input: NotificationPreferenceInput!) { setNotificationPreference(input: $input) {"
                    + " preference { kind inApp email } userErrors { code } } }";
    private static final String PREFERENCES = "{ notificationPreferences { kind inApp email } }";
    private static final String READ =
            "mutation($until: DateTime) { markNotificationsRead(allBefore: $until) { unreadCount } }";
    private static final String LIST = "{ notifications(first: 5) { unreadCount nodes { kind } } }";

    private final Queue heard = new Queue("test." + Ids.next("que"), true, false, false);
    private final List<JsonNode> mails = new ArrayList<>();
    private final String person = Ids.next("usr");

    @Autowired
    private RabbitAdmin admin;

    @Autowired
    private MongoTemplate mongo;

    @BeforeEach
    void listen() {
        admin.declareQueue(heard);
        admin.declareBinding(
                BindingBuilder.bind(heard).to(new TopicExchange("aula.events")).with("mail.requested"));
    }

    @AfterEach
    void hearNoMore() {
        admin.deleteQueue(heard.getName());
    }

    /** Those that were asked for this person until now. */
    private List<JsonNode> mails(String of) {
        for (Message m = rabbit.receive(heard.getName()); m != null; m = rabbit.receive(heard.getName())) {
            String body = new String(m.getBody(), StandardCharsets.UTF_8);
            MessageExamplesTest.assertIsOfType("mail.requested", body);
            mails.add(json.readTree(body).path("data"));
        }
        return mails.stream()
                .filter(mail -> mail.path("userId").asString().equals(of))
                .toList();
    }

    private void wish(String who, String kind, String cadence) {
        JsonNode answer = graphql(who, PREFER, Map.of("input", Map.of("kind", kind, "email", cadence)));
        assertThat(answer.at("/data/setNotificationPreference/preference/email").asString())
                .as(answer.toString())
                .isEqualTo(cadence);
    }

    private void followed(String who) {
        String follower = Ids.next("usr");
        Map<String, Object> data = new HashMap<>(Map.of("followerId", follower, "followedId", who));
        data.put("at", Instant.now().toString());
        tell("follow.created", follower, 1, data);
    }

    /** What is told to the person by then is in a mail, or in none. */
    private void settle() {
        String marker = Ids.next("usr");
        wish(marker, "FOLLOW", "INSTANT");
        followed(marker);
        eventually(() -> !mails(marker).isEmpty());
    }

    private int unread(String who) {
        return graphql(who, LIST, Map.of())
                .at("/data/notifications/unreadCount")
                .asInt();
    }

    @Test
    void whoSaidNothingGetsNoMailAndWhoAskedForItGetsOneOfAllThatIsUnread() {
        String silent = Ids.next("usr");
        wish(person, "FOLLOW", "INSTANT");
        followed(silent);
        followed(person);
        eventually(() -> mails(person).size() == 1);
        JsonNode mail = mails(person).getFirst();
        assertThat(mail.path("template").asString()).isEqualTo("notifications.digest");
        assertThat(mail.path("path").asString()).isEqualTo("/notifications");
        assertThat(mail.path("items").size()).isOne();
        assertThat(mail.at("/items/0/kind").asString()).isEqualTo("FOLLOW");
        settle();
        assertThat(mails(silent)).isEmpty();
        assertThat(mails(person)).as("nothing new, no mail").hasSize(1);
        followed(person);
        eventually(() -> mails(person).size() == 2);
        assertThat(mails(person).getLast().at("/items/0/count").asInt()).isEqualTo(2);
    }

    @Test
    void whatWasReadOrHappenedBeforeItWasAskedForIsInNoMail() {
        followed(person);
        eventually(() -> unread(person) == 1);
        wish(person, "FOLLOW", "DAILY");
        makeDue(person);
        settle();
        settle();
        assertThat(mails(person)).isEmpty();
        followed(person);
        eventually(() ->
                graphql(person, LIST, Map.of()).at("/data/notifications/nodes").size() == 1);
        graphql(person, READ, Map.of("until", Instant.now().plusSeconds(5).toString()));
        eventually(() -> unread(person) == 0);
        makeDue(person);
        settle();
        settle();
        assertThat(mails(person)).isEmpty();
    }

    /** Its day is over. */
    private void makeDue(String who) {
        mongo.getCollection("notification_preferences")
                .updateOne(
                        new Document("_id", who),
                        new Document(
                                "$set",
                                new Document("dueAt", Date.from(Instant.now().minus(Duration.ofMinutes(1))))));
    }

    @Test
    void aDailyMailComesWhenADayIsOverAndNotBefore() {
        wish(person, "FOLLOW", "DAILY");
        followed(person);
        eventually(() -> unread(person) == 1);
        settle();
        assertThat(mails(person)).isEmpty();
        Date yesterday = Date.from(Instant.now().minus(Duration.ofHours(25)));
        mongo.getCollection("notification_preferences")
                .updateOne(
                        new Document("_id", person),
                        new Document("$set", new Document("dueAt", yesterday).append("mailed.DAILY", yesterday)));
        eventually(() -> mails(person).size() == 1);
        followed(person);
        settle();
        assertThat(mails(person)).hasSize(1);
    }

    @Test
    void whoStopsMailsByTheLinkInOneGetsNoMoreUnlessTheyAskedSince() {
        wish(person, "FOLLOW", "INSTANT");
        wish(person, "REPLY", "WEEKLY");
        stop(Instant.now().minus(Duration.ofHours(1)));
        settle();
        assertThat(cadences()).as("asked for since").contains("INSTANT", "WEEKLY");
        stop(Instant.now().plusSeconds(1));
        eventually(() -> cadences().stream().allMatch("NEVER"::equals));
        followed(person);
        eventually(() -> unread(person) == 1);
        settle();
        assertThat(mails(person)).isEmpty();
    }

    private void stop(Instant at) {
        tell("mail.stopped", person, at.toEpochMilli(), Map.of("userId", person, "at", at.toString()));
    }

    private List<String> cadences() {
        List<String> cadences = new ArrayList<>();
        graphql(person, PREFERENCES, Map.of())
                .at("/data/notificationPreferences")
                .forEach(each -> cadences.add(each.path("email").asString()));
        return cadences;
    }

    @Test
    void whatHasNoPlaceInAMailIsCountedInIt() {
        wish(person, "POST", "DAILY");
        for (int i = 0; i < 23; i++) {
            told(person, "POST", Ids.next("thr"), Date.from(Instant.now()));
        }
        makeAllDue(person);
        eventually(() -> mails(person).size() == 1);
        assertThat(mails(person).getFirst().path("items")).hasSize(20);
        assertThat(mails(person).getFirst().path("more").asInt()).isEqualTo(3);
    }

    @Test
    void aKindThatIsNotToldInThePagesIsInNoMail() {
        wish(person, "FOLLOW", "DAILY");
        wish(person, "POST", "DAILY");
        told(person, "FOLLOW", Ids.next("usr"), Date.from(Instant.now()));
        told(person, "POST", Ids.next("thr"), Date.from(Instant.now()));
        graphql(person, PREFER, Map.of("input", Map.of("kind", "POST", "inApp", false)));
        makeAllDue(person);
        eventually(() -> mails(person).size() == 1);
        assertThat(mails(person).getFirst().path("items")).hasSize(1);
        assertThat(mails(person).getFirst().at("/items/0/kind").asString()).isEqualTo("FOLLOW");
    }

    @Test
    void ofOneWhoseNewsCannotBeReadNobodyElseWaits() {
        String broken = Ids.next("usr");
        wish(broken, "POST", "DAILY");
        told(broken, "POST", Ids.next("thr"), "on no day");
        wish(person, "POST", "DAILY");
        told(person, "POST", Ids.next("thr"), Date.from(Instant.now()));
        makeAllDue(broken);
        makeAllDue(person);
        eventually(() -> mails(person).size() == 1);
        mongo.getCollection("notifications").deleteMany(new Document("userId", broken));
    }

    @Test
    void ofAHundredWhoseNewsCannotBeReadNobodyBehindThemWaits() {
        List<String> broken =
                IntStream.range(0, 100).mapToObj(i -> Ids.next("usr")).toList();
        wish(person, "POST", "DAILY");
        told(person, "POST", Ids.next("thr"), Date.from(Instant.now()));
        Date longAgo = Date.from(Instant.now().minus(Duration.ofDays(9)));
        Document wishes = new Document("mail", new Document("POST", "DAILY"))
                .append("mailed", new Document("DAILY", longAgo))
                .append("dueAt", longAgo)
                .append("v", 1);
        try {
            mongo.getCollection("notification_preferences")
                    .insertMany(broken.stream()
                            .map(who -> new Document(wishes).append("_id", who))
                            .toList());
            broken.forEach(who -> told(who, "POST", Ids.next("thr"), "on no day"));
            makeAllDue(person);
            eventually(() -> mails(person).size() == 1);
        } finally {
            mongo.getCollection("notification_preferences").deleteMany(Filters.in("_id", broken));
            mongo.getCollection("notifications").deleteMany(Filters.in("userId", broken));
        }
    }

    @Test
    void whatAnotherVersionOfThisServiceKeptIsPassedOver() {
        wish(person, "POST", "DAILY");
        told(person, "POST", Ids.next("thr"), Date.from(Instant.now()));
        told(person, "OF_TOMORROW", Ids.next("thr"), Date.from(Instant.now()));
        mongo.getCollection("notification_preferences")
                .updateOne(
                        new Document("_id", person),
                        new Document(
                                "$set",
                                new Document("mail.OF_TOMORROW", "DAILY")
                                        .append("mail.REPLY", "HOURLY")
                                        .append("off", List.of("OF_TOMORROW"))));
        makeAllDue(person);
        eventually(() -> mails(person).size() == 1);
        assertThat(mails(person).getFirst().path("items")).hasSize(1);
        assertThat(unread(person)).isOne();
        assertThat(cadences()).contains("DAILY").doesNotContain("HOURLY");
        wish(person, "MENTION", "WEEKLY");
        Document kept = mongo.getCollection("notification_preferences")
                .find(new Document("_id", person))
                .first();
        assertThat(kept).isNotNull();
        assertThat(kept.get("mail", Document.class)).containsEntry("OF_TOMORROW", "DAILY");
    }

    /** An hour ago, as it is kept, without the event. */
    private void told(String who, String kind, String about, Object at) {
        Date then = Date.from(Instant.now().minus(Duration.ofHours(1)));
        Document happening = new Document("key", about).append("target", about).append("at", at);
        mongo.getCollection("notifications")
                .insertOne(new Document("_id", Ids.next("ntf"))
                        .append("userId", who)
                        .append("kind", kind)
                        .append("groupKey", kind + ":" + about)
                        .append("epoch", 1)
                        .append("of", List.of(happening))
                        .append("at", then)
                        .append("toldAt", then));
    }

    /** The day of all that they want daily is over. */
    private void makeAllDue(String who) {
        Date yesterday = Date.from(Instant.now().minus(Duration.ofHours(25)));
        mongo.getCollection("notification_preferences")
                .updateOne(
                        new Document("_id", who),
                        new Document("$set", new Document("dueAt", yesterday).append("mailed.DAILY", yesterday)));
    }

    @Test
    void whatTwoDevicesSayFirstAtTheSameTimeIsAllKept() {
        List<String> kinds = List.of("REPLY", "MENTION", "ANSWER", "POST", "FOLLOW");
        try (var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            kinds.forEach(kind -> devices.submit(() -> wish(person, kind, "WEEKLY")));
        }
        assertThat(cadences().stream().filter("WEEKLY"::equals)).hasSize(kinds.size());
    }

    @Test
    void whatIsNotGivenOfAPreferenceStays() {
        wish(person, "MENTION", "WEEKLY");
        JsonNode answer = graphql(person, PREFER, Map.of("input", Map.of("kind", "MENTION", "inApp", false)))
                .at("/data/setNotificationPreference/preference");
        assertThat(answer.path("email").asString()).isEqualTo("WEEKLY");
        assertThat(answer.path("inApp").asBoolean()).isFalse();
        wish(person, "MENTION", "NEVER");
        assertThat(cadences()).containsOnly("NEVER");
    }
}
