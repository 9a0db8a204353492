package io.aula.social.review;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.social.access.ErasedPeople;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** Who found which review helpful: one document for each, so that a second one changes nothing. */
@Component
class ReviewVotes {
    private final MongoTemplate mongo;
    private final ErasedPeople erased;

    ReviewVotes(MongoTemplate mongo, ErasedPeople erased) {
        this.mongo = mongo;
        this.erased = erased;
    }

    /** @param id of both, so that there is one for each */
    @Document("review_votes")
    record Vote(@Id String id, ReviewId reviewId, UserId userId) {}

    /** Asked afterwards: of whoever is erased meanwhile nothing is left, by this or by their erasure. */
    void set(ReviewId review, UserId person, boolean on) {
        String id = review + ":" + person;
        if (on) {
            mongo.save(new Vote(id, review, person));
        }
        if (!on || erased.isErased(person)) {
            mongo.remove(query(where("_id").is(id)), Vote.class);
        }
    }

    int count(ReviewId review) {
        return Math.toIntExact(mongo.count(query(where("reviewId").is(review)), Vote.class));
    }

    /** Those of the reviews that the person found helpful. */
    Set<ReviewId> of(UserId person, Collection<ReviewId> reviews) {
        return mongo.find(query(where("reviewId").in(reviews).and("userId").is(person)), Vote.class).stream()
                .map(Vote::reviewId)
                .collect(Collectors.toSet());
    }

    /** By id. */
    List<Vote> by(UserId person, String after, int most) {
        return mongo.find(
                query(where("userId").is(person).and("_id").gt(after))
                        .with(Sort.by(Sort.Direction.ASC, "_id"))
                        .limit(most),
                Vote.class);
    }

    void remove(List<Vote> votes) {
        mongo.remove(query(where("_id").in(votes.stream().map(Vote::id).toList())), Vote.class);
    }
}
