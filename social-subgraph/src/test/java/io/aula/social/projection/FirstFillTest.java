package io.aula.social.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.social.SocialTestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

final class FirstFillTest extends SocialTestServer {
    @Autowired
    private FirstFill firstFill;

    @Autowired
    private MongoTemplate mongo;

    /** Without dropping the collections, which the stand-in cannot do while somebody writes to them. */
    private void lose() {
        firstFill.stop();
        List.of("access_lessons", "access_courses", "access_enrollments", "access_gone", "access_filled")
                .forEach(collection -> mongo.remove(new Query(), collection));
    }

    @Test
    void aStartThatFindsNobodyKnownReadsTheLog() {
        String lesson = lesson();
        String said = write(lesson, "hello", java.util.Map.of());
        lose();
        assertThat(isOpen(null, lesson)).isFalse();
        firstFill.start();
        eventually(() -> isOpen(null, lesson));
        assertThat(said).startsWith("cmt_");
    }

    @Test
    void whatWasAskedBeforeThereWereInboxesIsInThemAfterTheFirstStart() {
        String asked = write(lesson(), "why?", java.util.Map.of());
        lose();
        Query ofIt = Query.query(Criteria.where("subject").is(asked));
        mongo.remove(ofIt, "inbox");
        mongo.remove(new Query(), "inbox_filled");
        firstFill.start();
        eventually(() -> mongo.exists(ofIt, "inbox"));
        eventually(() -> mongo.exists(new Query(), "inbox_filled"));
    }
}
