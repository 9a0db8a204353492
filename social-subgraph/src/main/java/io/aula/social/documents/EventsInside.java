package io.aula.social.documents;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * The events in the array {@code pending} of a collection's documents: one write holds the change and what is told of it,
 * without a transaction.
 *
 * @param kind what the documents are read as
 */
public record EventsInside<T>(MongoTemplate mongo, Class<T> kind) {

    /** The oldest documents with an event of one of these topics. */
    public List<T> with(Set<String> topics, int atMost) {
        Query waiting = query(where("pending.topic").in(topics));
        return mongo.find(waiting.with(Sort.by(Sort.Direction.ASC, "_id")).limit(atMost), kind);
    }

    public long count() {
        return mongo.count(query(where("pending.id").exists(true)), kind);
    }

    public void forget(List<String> eventIds) {
        mongo.updateMulti(
                query(where("pending.id").in(eventIds)),
                new Update().pull("pending", new Document("id", new Document("$in", eventIds))),
                kind);
    }
}
