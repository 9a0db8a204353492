package io.aula.social.notification;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.NotificationId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import io.aula.social.notification.Notification.Happening;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The collection of what people are told; the only one that reads and writes it. */
@Component
class Notifications {
    private static final FindAndModifyOptions AFTER =
            FindAndModifyOptions.options().returnNew(true);
    /** Another instance tells the same person of the same at the same time, or they read it meanwhile. */
    private static final int TRIES = 5;

    private static final int FORGOTTEN_AT_ONCE = 500;
    private static final List<NotificationKind> KINDS = List.of(NotificationKind.values());

    private final MongoTemplate mongo;
    private final NotificationSettings settings;
    private final Clock clock;

    Notifications(MongoTemplate mongo, NotificationSettings settings, Clock clock) {
        this.mongo = mongo;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Joins what happened to the unread group, or begins one:
     *
     * <pre>
     *   known in any group of the key ──► nothing      unread group, room ──► joins it
     *   unread group, full            ──► nothing      no unread group    ──► the next epoch
     * </pre>
     *
     * @return the group that it joined; empty when nothing changed
     */
    Optional<Notification> add(UserId person, NotificationKind kind, String groupKey, Happening happening) {
        for (int i = 0; i < TRIES; i++) {
            if (isKnown(person, groupKey, happening.key())) {
                return Optional.empty();
            }
            Optional<Notification> unread =
                    Optional.ofNullable(mongo.findOne(query(unreadOf(person, groupKey)), Notification.class));
            if (unread.isPresent() && unread.get().of().size() >= settings.mostInGroup()) {
                return Optional.empty();
            }
            Optional<Notification> told =
                    unread.isPresent() ? join(unread.get().id(), happening) : begin(person, kind, groupKey, happening);
            if (told.isPresent()) {
                return told;
            }
        }
        throw new IllegalStateException("Nowhere to tell " + person + " of " + happening.key());
    }

    private boolean isKnown(UserId person, String groupKey, String key) {
        return mongo.exists(query(ofGroup(person, groupKey).and("of.key").is(key)), Notification.class);
    }

    private Optional<Notification> join(NotificationId id, Happening happening) {
        Criteria still =
                where("_id").is(id).and("readAt").is(null).and("of.key").ne(happening.key());
        Update joined =
                new Update().push("of", happening).max("at", happening.at()).max("toldAt", now());
        return Optional.ofNullable(mongo.findAndModify(query(still), joined, AFTER, Notification.class));
    }

    private Optional<Notification> begin(UserId person, NotificationKind kind, String groupKey, Happening happening) {
        Notification latest = mongo.findOne(
                query(ofGroup(person, groupKey))
                        .with(Sort.by(Sort.Direction.DESC, "epoch"))
                        .limit(1),
                Notification.class);
        int epoch = latest == null ? 1 : latest.epoch() + 1;
        Notification fresh = new Notification(
                NotificationId.next(), person, kind, groupKey, epoch, List.of(happening), happening.at(), null, now());
        try {
            mongo.insert(fresh);
            return Optional.of(fresh);
        } catch (DuplicateKeyException e) { // somebody else began it
            return Optional.empty();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Criteria ofGroup(UserId person, String groupKey) {
        return where("userId").is(person).and("groupKey").is(groupKey);
    }

    private static Criteria unreadOf(UserId person, String groupKey) {
        return ofGroup(person, groupKey).and("readAt").is(null);
    }

    /** The latest first, and one more than the page holds where there is. */
    List<Notification> page(UserId person, boolean isUnreadOnly, Slice slice) {
        List<Criteria> all = new ArrayList<>(List.of(of(person)));
        if (isUnreadOnly) {
            all.add(where("readAt").is(null));
        }
        slice.from().ifPresent(cursor -> all.add(following(cursor)));
        return mongo.find(
                query(new Criteria().andOperator(all))
                        .with(Sort.by(Sort.Direction.DESC, "at", "_id"))
                        .limit(slice.size() + 1),
                Notification.class);
    }

    private static Criteria following(Cursor cursor) {
        Instant at = Instant.ofEpochMilli(cursor.key());
        return new Criteria()
                .orOperator(
                        where("at").lt(at),
                        new Criteria()
                                .andOperator(where("at").is(at), where("_id").lt(cursor.id())));
    }

    /** Those of them that the person is told. */
    List<Notification> byIds(UserId person, Collection<NotificationId> ids) {
        return mongo.find(query(of(person).and("_id").in(ids)), Notification.class);
    }

    /**
     * What a mail may tell of.
     *
     * @param after when the person was told of it, until {@code until}
     */
    record Fresh(UserId person, Set<NotificationKind> kinds, Instant after, Instant until) {
        private Criteria unread() {
            return where("userId")
                    .is(person)
                    .and("readAt")
                    .is(null)
                    .and("kind")
                    .in(kinds)
                    .and("toldAt")
                    .gt(after)
                    .lte(until);
        }
    }

    /** What of that the person has not read; the latest first. */
    List<Notification> unread(Fresh fresh, int most) {
        return mongo.find(
                query(fresh.unread())
                        .with(Sort.by(Sort.Direction.DESC, "at", "_id"))
                        .limit(most),
                Notification.class);
    }

    int countUnread(Fresh fresh) {
        return Math.toIntExact(mongo.count(query(fresh.unread()), Notification.class));
    }

    int countUnread(UserId person) {
        return Math.toIntExact(mongo.count(query(of(person).and("readAt").is(null)), Notification.class));
    }

    /** What the person is told, of the kinds that this version knows. */
    private static Criteria of(UserId person) {
        return where("userId").is(person).and("kind").in(KINDS);
    }

    /** Those that were read before keep their time. */
    void read(UserId person, Collection<NotificationId> ids, Instant now) {
        read(where("userId").is(person).and("_id").in(ids), now);
    }

    void readAllUntil(UserId person, Instant until, Instant now) {
        read(where("userId").is(person).and("at").lte(until), now);
    }

    private void read(Criteria which, Instant now) {
        mongo.updateMulti(query(which.and("readAt").is(null)), new Update().set("readAt", now), Notification.class);
    }

    /** By id. */
    List<Notification> of(UserId person, String after, int most) {
        return mongo.find(
                query(of(person).and("_id").gt(after))
                        .with(Sort.by(Sort.Direction.ASC, "_id"))
                        .limit(most),
                Notification.class);
    }

    /** What the person was told, and what others were told of them; a second time changes nothing. */
    void forget(UserId person) {
        mongo.remove(query(where("userId").is(person)), Notification.class);
        List<String> named;
        do { // some at a time: of who teaches thousands were told
            named = naming(person);
            mongo.updateMulti(
                    query(where("_id").in(named)),
                    new Update().pull("of", new Document("actor", person.text())),
                    Notification.class);
            mongo.remove(query(where("_id").in(named).and("of").size(0)), Notification.class);
        } while (named.size() == FORGOTTEN_AT_ONCE);
    }

    private List<String> naming(UserId person) {
        Query naming = query(where("of.actor").is(person.text())).limit(FORGOTTEN_AT_ONCE);
        naming.fields().include("_id");
        return mongo.find(naming, Document.class, mongo.getCollectionName(Notification.class)).stream()
                .map(found -> found.getString("_id"))
                .toList();
    }

    void sweep(Instant olderThan) {
        mongo.remove(query(where("at").lt(olderThan)), Notification.class);
    }
}
