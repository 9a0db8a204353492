package io.aula.social.feed;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.UserId;
import io.aula.platform.page.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** The collection of what happened; the only one that reads and writes it. */
@Component
class Activities {
    /** What is older is in no feed any more, and deleted: as the index {@code ending} says, which holds the same number. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final List<FeedKind> OF_THEIR_COURSES =
            Stream.of(FeedKind.values()).filter(FeedKind::isOfTheirCourses).toList();

    private final MongoTemplate mongo;

    Activities(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * People and courses.
     *
     * @param showing those of the people who show this reader which courses they take
     */
    record Sources(Set<String> all, Set<String> showing) {
        Sources {
            all = Set.copyOf(all);
            showing = Set.copyOf(showing);
        }
    }

    /** What is there already stays as it is. */
    void keep(Activity activity) {
        try {
            mongo.insert(activity);
        } catch (DuplicateKeyException e) {
            // told again
        }
    }

    /**
     * What these did since then, the latest first. Of each source the index gives its latest by itself, so that its cost grows with how
     * many are followed and not with how much they did.
     */
    List<Activity> latest(Sources sources, Instant since, Optional<Cursor> behind, int most) {
        List<Criteria> all = new ArrayList<>(List.of(
                where("source").in(sources.all()),
                where("at").gt(since),
                new Criteria()
                        .orOperator(
                                where("kind").nin(OF_THEIR_COURSES),
                                where("source").in(sources.showing()))));
        behind.ifPresent(cursor -> {
            Instant at = Instant.ofEpochMilli(cursor.key());
            all.add(new Criteria()
                    .orOperator(
                            where("at").lt(at), where("at").is(at).and("_id").lt(cursor.id())));
        });
        return mongo.find(
                query(new Criteria().andOperator(all))
                        .with(Sort.by(Sort.Direction.DESC, "at", "_id"))
                        .limit(most),
                Activity.class);
    }

    void sweep(Instant olderThan) {
        mongo.remove(query(where("at").lt(olderThan)), Activity.class);
    }

    /** All that the person did. */
    void forget(UserId person) {
        mongo.remove(query(where("source").is(person.text())), Activity.class);
    }
}
