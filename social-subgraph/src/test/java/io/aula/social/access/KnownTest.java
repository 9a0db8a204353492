package io.aula.social.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.Ids;
import io.aula.social.SocialTestServer;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

final class KnownTest extends SocialTestServer {
    private final CourseId course = new CourseId(Ids.next("crs"));

    @Autowired
    private Known known;

    @Autowired
    private MongoTemplate mongo;

    /** One who has asked for the generation, and writes only when another has begun and this was told of in it. */
    private Known overtaken(long version) {
        return new Known(mongo) {
            private boolean isFirst = true;

            @Override
            long generation() {
                long before = super.generation();
                if (isFirst) {
                    isFirst = false;
                    known.setGeneration(before + 1);
                    known.keep(told(version));
                }
                return before;
            }
        };
    }

    private KnownCourse told(long version) {
        return new KnownCourse(course, CourseStatus.PUBLISHED, Set.of(), version);
    }

    @Test
    void whatWasTakenBeforeARebuildBeganTakesNothingOutOfIt() {
        long before = known.generation();
        try {
            overtaken(3).keep(told(4));
            assertThat(kept())
                    .as("the newer, in the rebuild")
                    .containsEntry("v", 4L)
                    .containsEntry("g", before + 1);
            known.keep(told(5));
            assertThat(kept()).containsEntry("v", 5L).containsEntry("g", before + 1);
        } finally {
            putBack(before);
        }
    }

    @Test
    void whatIsOlderThanWhatARebuildWasToldStaysOutOfIt() {
        long before = known.generation();
        try {
            overtaken(9).keep(told(4));
            assertThat(kept()).containsEntry("v", 9L).containsEntry("g", before + 1);
        } finally {
            putBack(before);
        }
    }

    private Document kept() {
        return Objects.requireNonNull(
                mongo.findOne(query(where("_id").is(course.text())), Document.class, "access_courses"));
    }

    /** A rebuild that never was, for the others. */
    private void putBack(long generation) {
        mongo.remove(query(where("_id").is(course.text())), "access_courses");
        if (generation == 0) {
            mongo.remove(query(where("_id").is("copies")), "access_generation");
        } else {
            mongo.getCollection("access_generation")
                    .updateOne(new Document("_id", "copies"), new Document("$set", new Document("g", generation)));
        }
    }
}
