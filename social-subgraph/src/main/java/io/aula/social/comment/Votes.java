package io.aula.social.comment;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.CommentId;
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
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** One document a vote, unique by its id, so that voting twice is voting once. */
@Component
class Votes {
    private final MongoTemplate mongo;
    private final ErasedPeople erased;

    Votes(MongoTemplate mongo, ErasedPeople erased) {
        this.mongo = mongo;
        this.erased = erased;
    }

    @Document("votes")
    record Vote(@Id String id, CommentId targetId, UserId userId) {}

    /** Asked afterwards: of whoever is erased meanwhile nothing is left, by this or by their erasure. */
    void set(CommentId targetId, UserId userId, boolean on) {
        Vote vote = new Vote(targetId + ":" + userId, targetId, userId);
        if (on) {
            mongo.save(vote);
        }
        if (!on || erased.isErased(userId)) {
            mongo.remove(query(where("_id").is(vote.id())), Vote.class);
        }
    }

    int count(CommentId targetId) {
        return Math.toIntExact(mongo.count(query(where("targetId").is(targetId)), Vote.class));
    }

    /** Which of these the person voted for. */
    Set<CommentId> of(UserId userId, Collection<CommentId> targetIds) {
        var ids = targetIds.stream().map(target -> target + ":" + userId).toList();
        return mongo.find(query(where("_id").in(ids)), Vote.class).stream()
                .map(Vote::targetId)
                .collect(Collectors.toSet());
    }

    List<Vote> all(int atMost) {
        return mongo.find(new Query().limit(atMost), Vote.class);
    }

    /** By id. */
    List<Vote> by(UserId userId, String after, int most) {
        return mongo.find(
                query(where("userId").is(userId).and("_id").gt(after))
                        .with(Sort.by(Sort.Direction.ASC, "_id"))
                        .limit(most),
                Vote.class);
    }

    void remove(List<Vote> votes) {
        mongo.remove(query(where("_id").in(votes.stream().map(Vote::id).toList())), Vote.class);
    }
}
