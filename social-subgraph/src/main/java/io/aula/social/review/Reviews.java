package io.aula.social.review;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.social.documents.EventsInside;
import io.aula.social.documents.PendingEvent;
import io.aula.social.review.Review.Standing;
import io.aula.social.review.Review.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection of reviews; the only one that reads and writes it. */
@Component
class Reviews {
    private static final FindAndModifyOptions AFTER =
            FindAndModifyOptions.options().returnNew(true);
    private static final int FORGOTTEN_AT_ONCE = 500;

    private final MongoTemplate mongo;

    Reviews(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Which of a course's reviews are wanted. */
    record Wanted(CourseId course, @Nullable Integer stars) {
        private Criteria criteria() {
            Criteria wanted = where("courseId").is(course).and("visibility").is(Visibility.VISIBLE);
            return stars == null ? wanted : wanted.and("stars").is(stars);
        }
    }

    /** A page of a course's reviews, and one more where there is. */
    List<Review> page(Wanted wanted, ReviewSort sort, Slice slice) {
        List<Criteria> all = new ArrayList<>(List.of(wanted.criteria()));
        slice.from().ifPresent(cursor -> all.add(sort.following(cursor)));
        return mongo.find(
                query(new Criteria().andOperator(all)).with(sort.order()).limit(slice.size() + 1), Review.class);
    }

    int count(Wanted wanted) {
        return Math.toIntExact(mongo.count(query(wanted.criteria()), Review.class));
    }

    List<Review> byIds(Collection<ReviewId> ids) {
        return mongo.find(query(where("_id").in(ids)), Review.class);
    }

    Optional<Review> byId(ReviewId id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    /** What the person thinks of each of the courses, wherever it stands. */
    List<Review> of(UserId person, Collection<CourseId> courses) {
        List<String> keys =
                courses.stream().map(course -> Review.personKey(course, person)).toList();
        return mongo.find(query(where("personKey").in(keys)), Review.class);
    }

    /** Throws {@code DuplicateKeyException} when the person has reviewed the course before. */
    void insert(Review review) {
        mongo.insert(review);
    }

    /** Empty when it is not to be seen any more, or was changed meanwhile. */
    Optional<Review> edit(Review before, Opinion opinion, Instant at, PendingEvent event) {
        return change(
                where("_id")
                        .is(before.id())
                        .and("v")
                        .is(before.v())
                        .and("visibility")
                        .is(Visibility.VISIBLE),
                new Update()
                        .set("stars", opinion.stars())
                        .set("body", opinion.body())
                        .set("editedAt", at)
                        .push("pending", event));
    }

    Optional<Review> reply(ReviewId id, @Nullable String reply) {
        return change(where("_id").is(id).and("visibility").is(Visibility.VISIBLE), new Update().set("reply", reply));
    }

    /** What it said goes with it, what was answered too; the person may write another. */
    Optional<Review> withdraw(Review before, PendingEvent event) {
        Update nobodys = new Update()
                .set("visibility", Visibility.DELETED)
                .set("personKey", before.id().text())
                .unset("body")
                .unset("reply")
                .unset("hold")
                .unset("authorId")
                .push("pending", event);
        return change(where("_id").is(before.id()).and("visibility").ne(Visibility.DELETED), nobodys);
    }

    /** Empty when it was changed meanwhile. */
    Optional<Review> stand(Review before, Standing next, Optional<PendingEvent> event) {
        Update update = new Update().set("visibility", next.visibility()).set("hold", next.hold());
        event.ifPresent(each -> update.push("pending", each));
        return change(where("_id").is(before.id()).and("v").is(before.v()), update);
    }

    private Optional<Review> change(Criteria which, Update update) {
        return Optional.ofNullable(mongo.findAndModify(query(which), update.inc("v", 1), AFTER, Review.class));
    }

    void setHelpful(ReviewId id, int votes) {
        mongo.updateFirst(query(where("_id").is(id)), new Update().set("helpful", votes), Review.class);
    }

    /** How many gave one star, two, and so on, of those that are to be seen. */
    List<Integer> histogram(CourseId course) {
        Integer[] counts = {0, 0, 0, 0, 0};
        mongo.aggregate(
                        newAggregation(
                                Review.class,
                                match(new Wanted(course, null).criteria()),
                                group("stars").count().as("n")),
                        Document.class)
                .forEach(found -> counts[found.getInteger("_id") - 1] = found.getInteger("n"));
        return List.of(counts);
    }

    /** By id. */
    List<Review> by(UserId userId, String after, int most) {
        return mongo.find(
                query(where("authorId").is(userId).and("_id").gt(after))
                        .with(Sort.by(Sort.Direction.ASC, "_id"))
                        .limit(most),
                Review.class);
    }

    List<Review> all(int atMost) {
        return mongo.find(new Query().limit(atMost), Review.class);
    }

    /** Takes the person's name off what they thought; it goes on counting. */
    void forgetAuthor(UserId userId) {
        List<Review> some;
        do {
            some = by(userId, "", FORGOTTEN_AT_ONCE);
            for (Review review : some) {
                mongo.updateFirst(
                        query(where("_id").is(review.id())),
                        new Update()
                                .unset("authorId")
                                .set("personKey", review.id().text()),
                        Review.class);
            }
        } while (some.size() == FORGOTTEN_AT_ONCE);
    }

    /** Those of which anybody ever wrote one. */
    List<CourseId> courses() {
        return mongo.findDistinct(new Query(), "courseId", Review.class, String.class).stream()
                .map(CourseId::new)
                .toList();
    }

    EventsInside<Review> events() {
        return new EventsInside<>(mongo, Review.class);
    }
}
