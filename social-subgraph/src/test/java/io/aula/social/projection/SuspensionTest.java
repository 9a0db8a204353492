package io.aula.social.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Event;
import io.aula.social.SocialTestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What whoever is suspended wrote, however much it is and in whatever order it is told. */
final class SuspensionTest extends SocialTestServer {
    private static final String REPLIES = "query($id: ID!) { comment(id: $id) { replyCount } }";

    private final String author = Ids.next("usr");
    private final String lesson = Ids.next("les");

    @Autowired
    private AccessEvents events;

    @Autowired
    private MongoTemplate mongo;

    /** Returns what all of them answer. */
    private String answeredBy(int count) {
        String course = Ids.next("crs");
        publish(course);
        tell("lesson.changed", lesson, 1, lessonOf(course, lesson, Map.of()));
        eventually(() -> isOpen(null, lesson));
        String root = write(lesson, "What do you think?", Map.of());
        String first = add(author, Ids.next("key"), lesson, "This", Map.of("parentId", root))
                .at("/comment/id")
                .asString();
        eventually(() -> pending() == 0);
        Document answer =
                mongo.getCollection("comments").find(new Document("_id", first)).first();
        assertThat(answer).isNotNull();
        List<Document> others = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            others.add(new Document(answer).append("_id", Ids.next("cmt")).append("idempotencyKey", "copy " + i));
        }
        mongo.getCollection("comments").insertMany(others);
        return root;
    }

    private int replies(String root) {
        return graphql(null, REPLIES, Map.of("id", root))
                .at("/data/comment/replyCount")
                .asInt();
    }

    private Event suspended(boolean isSuspended, long version) {
        Map<String, ?> data = Map.of("userId", author, "handle", "h", "locale", "es", "suspended", isSuspended);
        return new Event(
                Ids.next("evt"),
                "user.updated",
                author,
                version,
                Instant.now(),
                Optional.empty(),
                JsonMapper.shared().valueToTree(data));
    }

    @Test
    void howeverMuchTheyWroteAllOfItIsHeldAndCountedAndComesBack() {
        String root = answeredBy(1_200);
        events.handle(suspended(true, 5));
        assertThat(replies(root)).isZero();
        events.handle(suspended(false, 6));
        assertThat(replies(root)).isEqualTo(1_200);
    }

    @Test
    void ofTwoInstancesThatHearOfASuspensionAndOfItsEndAtOnceTheLastWordHolds() {
        String root = answeredBy(300);
        for (int round = 0; round < 8; round++) {
            boolean last = round % 2 == 0;
            long version = 10 + 2 * round;
            try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
                instances.submit(() -> events.handle(suspended(!last, version)));
                instances.submit(() -> events.handle(suspended(last, version + 1)));
            }
            assertThat(replies(root)).as("round %d", round).isEqualTo(last ? 0 : 300);
        }
    }
}
