package io.aula.social.notification;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.UserId;
import io.aula.social.access.ErasedPeople;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Who blocks whom, as the graph told it last: a copy, so that people are told of answers while the graph is away. */
@Component
class KnownBlocks {
    private final MongoTemplate mongo;
    private final ErasedPeople erased;

    KnownBlocks(MongoTemplate mongo, ErasedPeople erased) {
        this.mongo = mongo;
        this.erased = erased;
    }

    /** @param v version; of two tellings the higher counts */
    @Document("notification_blocks")
    record KnownBlock(@Id String id, UserId blockerId, UserId blockedId, boolean isBlocked, long v) {}

    void keep(UserId blocker, UserId blocked, boolean isBlocked, long version) {
        KnownBlock block = new KnownBlock(blocker + ":" + blocked, blocker, blocked, isBlocked, version);
        Query older = query(where("_id").is(block.id()).and("v").lte(version));
        if (mongo.replace(older, block).getMatchedCount() > 0) {
            return;
        }
        try {
            mongo.insert(block);
        } catch (DuplicateKeyException e) { // of two that come first at once the version decides
            mongo.replace(older, block);
        }
        // asked afterwards: of whoever is erased meanwhile nothing is left, by this or by their erasure
        erased.among(Set.of(blocker, blocked)).forEach(this::forget);
    }

    /** Those of the people who block the person, or whom the person blocks. */
    Set<UserId> apart(UserId person, Collection<UserId> people) {
        Criteria either = new Criteria()
                .orOperator(
                        where("blockedId").is(person).and("blockerId").in(people),
                        where("blockerId").is(person).and("blockedId").in(people));
        Set<UserId> apart = new HashSet<>();
        mongo.find(query(new Criteria().andOperator(where("isBlocked").is(true), either)), KnownBlock.class)
                .forEach(block -> apart.add(block.blockerId().equals(person) ? block.blockedId() : block.blockerId()));
        return apart;
    }

    void forget(UserId person) {
        mongo.remove(
                query(new Criteria()
                        .orOperator(
                                where("blockerId").is(person),
                                where("blockedId").is(person))),
                KnownBlock.class);
    }
}
