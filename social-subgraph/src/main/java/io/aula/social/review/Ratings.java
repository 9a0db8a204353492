package io.aula.social.review;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.CourseId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** What each course's reviews come to, counted again after each change of one. */
@Component
class Ratings {
    private static final int RECOUNTS = 5;

    private final MongoTemplate mongo;
    private final Reviews reviews;

    Ratings(MongoTemplate mongo, Reviews reviews) {
        this.mongo = mongo;
        this.reviews = reviews;
    }

    List<Rating> of(Collection<CourseId> courses) {
        return mongo.find(query(where("_id").in(courses)), Rating.class);
    }

    /**
     * Counting again, rather than adding one, makes a repeated call change nothing. What is there is looked at again after it was
     * written: of two who review at once, the last to write has seen both.
     */
    Rating recount(CourseId course) {
        List<Integer> stars = reviews.histogram(course);
        for (int i = 0; i < RECOUNTS; i++) {
            keep(course, stars);
            List<Integer> now = reviews.histogram(course);
            if (now.equals(stars)) {
                break;
            }
            stars = now;
        }
        return of(List.of(course)).stream().findFirst().orElseGet(() -> Rating.none(course));
    }

    private void keep(CourseId course, List<Integer> stars) {
        Optional<Rating> before = of(List.of(course)).stream().findFirst();
        if (before.isEmpty()) {
            try {
                mongo.insert(new Rating(course, stars, 1));
                return;
            } catch (DuplicateKeyException e) { // the first two reviews at the same time
                keep(course, stars);
                return;
            }
        }
        if (!before.get().stars().equals(stars)) {
            mongo.updateFirst(
                    query(where("_id").is(course)),
                    new Update().set("stars", stars).inc("v", 1),
                    Rating.class);
        }
    }

    List<Rating> all(int atMost) {
        return mongo.find(new Query().with(Sort.by(Sort.Direction.ASC, "_id")).limit(atMost), Rating.class);
    }
}
