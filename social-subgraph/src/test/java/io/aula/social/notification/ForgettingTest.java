package io.aula.social.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.id.UserId;
import io.aula.social.SocialTestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

final class ForgettingTest extends SocialTestServer {
    private static final int PEOPLE = 1_200;

    @Autowired
    private NotificationArchive archive;

    @Autowired
    private MongoTemplate mongo;

    @Test
    void ofWhoeverToldThousandsNothingIsLeftAndWhatOthersToldThemStays() {
        UserId teacher = UserId.next();
        UserId other = UserId.next();
        List<Document> told = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            List<Document> happened = new ArrayList<>(List.of(by(teacher)));
            if (i % 3 == 0) {
                happened.add(by(other));
            }
            told.add(new Document("_id", Ids.next("ntf"))
                    .append("userId", Ids.next("usr"))
                    .append("kind", "ANNOUNCEMENT")
                    .append("groupKey", "ANNOUNCEMENT:" + i)
                    .append("epoch", 1)
                    .append("of", happened)
                    .append("at", Date.from(Instant.now())));
        }
        mongo.getCollection("notifications").insertMany(told);
        archive.forget(teacher);
        assertThat(naming(teacher)).isZero();
        assertThat(naming(other)).isEqualTo(PEOPLE / 3);
        assertThat(mongo.getCollection("notifications").countDocuments(new Document("of", List.of())))
                .as("those that tell of nothing any more")
                .isZero();
    }

    private static Document by(UserId person) {
        return new Document("key", Ids.next("key"))
                .append("actor", person.text())
                .append("target", Ids.next("thr"))
                .append("at", Date.from(Instant.now()));
    }

    private long naming(UserId person) {
        return mongo.getCollection("notifications").countDocuments(new Document("of.actor", person.text()));
    }
}
