package io.aula.social.notification;

import static java.util.stream.Collectors.toSet;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.UserId;
import io.aula.social.access.ErasedPeople;
import io.aula.social.documents.EventsInside;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** What each person does not want to be told, and wants by mail; who said nothing is told everything, and gets none. */
@Component
class Preferences {
    /** A mail is asked for, or another wish is kept, at the same time: at most one for each kind, and a mail. */
    private static final int TRIES = 10;

    private final MongoTemplate mongo;
    private final ErasedPeople erased;
    private final NotificationSettings settings;

    Preferences(MongoTemplate mongo, ErasedPeople erased, NotificationSettings settings) {
        this.mongo = mongo;
        this.erased = erased;
        this.settings = settings;
    }

    /**
     * Those of whom it may be time, whoever waits longest first.
     *
     * @param behind only those who come after this one
     */
    List<Preference> due(Instant now, Optional<Preference> behind, int most) {
        List<Criteria> all = new ArrayList<>(List.of(where("dueAt").lte(now)));
        behind.ifPresent(last -> {
            Instant at = Objects.requireNonNull(last.dueAt(), "who is due has a time");
            all.add(new Criteria()
                    .orOperator(
                            where("dueAt").gt(at),
                            where("dueAt").is(at).and("_id").gt(last.id())));
        });
        return mongo.find(
                query(new Criteria().andOperator(all))
                        .with(Sort.by(Sort.Direction.ASC, "dueAt", "_id"))
                        .limit(most),
                Preference.class);
    }

    Preference of(UserId person) {
        return Optional.ofNullable(mongo.findById(person, Preference.class))
                .orElseGet(() -> Preference.nothingSaid(person));
    }

    /** Keeps what was told with the event that tells it; false when another instance was quicker, or the wish changed. */
    boolean tell(Preference before, Preference after, Optional<PendingEvent> event) {
        Update told = mail(after);
        event.ifPresent(each -> told.push("pending", each));
        return mongo.updateFirst(asBefore(before), told, Preference.class).getMatchedCount() > 0;
    }

    private static Query asBefore(Preference before) {
        return query(where("_id").is(before.id()).and("v").is(before.v()));
    }

    private static Update mail(Preference after) {
        return new Update()
                .set("mail", after.mail())
                .set("mailed", after.mailed())
                .set("dueAt", after.dueAt())
                .set("mailSetAt", after.mailSetAt())
                .inc("v", 1);
    }

    /** Of whoever is erased nothing is kept. */
    void setMail(UserId person, NotificationKind kind, EmailCadence cadence, Instant now) {
        for (int i = 0; i < TRIES; i++) {
            if (isKept(of(person), kind, cadence, now)) {
                forgetTheErased(person);
                return;
            }
        }
        throw new IllegalStateException("The wishes of " + person + " change all the time");
    }

    /** Of two that say something first, on two devices, one looks again. */
    private boolean isKept(Preference before, NotificationKind kind, EmailCadence cadence, Instant now) {
        Preference after = before.wishing(kind, cadence, now, settings);
        if (mongo.updateFirst(asBefore(before), mail(after), Preference.class).getMatchedCount() > 0) {
            return true;
        }
        if (mongo.exists(query(where("_id").is(before.id())), Preference.class)) {
            return false;
        }
        try {
            mongo.insert(after.kept());
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Asked afterwards: of whoever is erased meanwhile nothing is left, by this or by their erasure. */
    private void forgetTheErased(UserId person) {
        if (erased.isErased(person)) {
            forget(person);
        }
    }

    /** No mail any more, unless it was asked for since. */
    void stopMail(UserId person, Instant at) {
        Query unlessSince = query(where("_id").is(person).and("mailSetAt").lte(at));
        mongo.updateFirst(
                unlessSince,
                new Update().unset("mail").unset("dueAt").set("mailSetAt", at).inc("v", 1),
                Preference.class);
    }

    EventsInside<Preference> events() {
        return new EventsInside<>(mongo, Preference.class);
    }

    /** Those of the people who want to be told of this kind. */
    Set<UserId> wanting(NotificationKind kind, Collection<UserId> people) {
        Set<UserId> unwilling =
                mongo.find(query(where("_id").in(people).and("off").is(kind)), Preference.class).stream()
                        .map(Preference::id)
                        .collect(toSet());
        Set<UserId> wanting = new HashSet<>(people);
        wanting.removeAll(unwilling);
        return wanting;
    }

    /** Of whoever is erased nothing is kept. */
    void set(UserId person, NotificationKind kind, boolean isWanted) {
        Query theirs = query(where("_id").is(person));
        if (isWanted) {
            // whoever said nothing wants everything: there is nothing to write
            mongo.updateFirst(theirs, new Update().pull("off", kind), Preference.class);
        } else {
            Update unwanted = new Update().addToSet("off", kind);
            try {
                mongo.upsert(theirs, unwanted, Preference.class);
            } catch (DuplicateKeyException e) { // something else was said first at the same time
                mongo.updateFirst(theirs, unwanted, Preference.class);
            }
            forgetTheErased(person);
        }
    }

    void forget(UserId person) {
        mongo.remove(query(where("_id").is(person)), Preference.class);
    }
}
