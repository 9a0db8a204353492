package io.aula.social.inbox;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.InboxItemId;
import io.aula.platform.page.Cursor;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection of what was asked; the only one that reads and writes it. */
@Component
class InboxItems {
    private static final FindAndModifyOptions AFTER =
            FindAndModifyOptions.options().returnNew(true);

    private static final String FILLED = "asked";

    private final MongoTemplate mongo;

    InboxItems(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** That everything was looked at which was ever asked. */
    @Document("inbox_filled")
    record Filled(@Id String id) {}

    boolean isFilled() {
        return mongo.exists(query(where("_id").is(FILLED)), Filled.class);
    }

    void noteFilled() {
        mongo.save(new Filled(FILLED));
    }

    /** Which items are wanted: those of all of these courses and kinds. */
    record Wanted(Collection<CourseId> courses, Collection<InboxKind> kinds, InboxState state) {
        boolean isOldestFirst() {
            return state == InboxState.WAITING;
        }
    }

    /** What waits: the longest first; what is done: the latest asked first. */
    List<InboxItem> behind(Wanted wanted, Optional<Cursor> place, int most) {
        Criteria criteria = where("courseId")
                .in(wanted.courses())
                .and("isAnswered")
                .is(false)
                .and("isDone")
                .is(wanted.state() == InboxState.DONE)
                .and("kind")
                .in(wanted.kinds());
        place.ifPresent(cursor -> {
            if (wanted.isOldestFirst()) {
                criteria.and("_id").gt(cursor.id());
            } else {
                criteria.and("_id").lt(cursor.id());
            }
        });
        Sort.Direction direction = wanted.isOldestFirst() ? Sort.Direction.ASC : Sort.Direction.DESC;
        return mongo.find(query(criteria).with(Sort.by(direction, "_id")).limit(most), InboxItem.class);
    }

    Optional<InboxItem> byId(InboxItemId id) {
        return Optional.ofNullable(mongo.findById(id, InboxItem.class));
    }

    /** What somebody marked as done stays so. */
    void keep(InboxItem asked) {
        Update answered = new Update().set("isAnswered", asked.isAnswered());
        if (mongo.updateFirst(query(where("_id").is(asked.id())), answered, InboxItem.class)
                        .getMatchedCount()
                > 0) {
            return;
        }
        try {
            mongo.insert(asked);
        } catch (DuplicateKeyException e) { // somebody else was told of it at the same time
            mongo.updateFirst(query(where("_id").is(asked.id())), answered, InboxItem.class);
        }
    }

    void drop(InboxItemId id) {
        mongo.remove(query(where("_id").is(id)), InboxItem.class);
    }

    Optional<InboxItem> mark(InboxItemId id, boolean isDone) {
        return Optional.ofNullable(mongo.findAndModify(
                query(where("_id").is(id)), new Update().set("isDone", isDone), AFTER, InboxItem.class));
    }
}
