package io.aula.social.notification;

import static java.util.stream.Collectors.toSet;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.UserId;
import io.aula.social.documents.EventsInside;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** What each person does not want to be told, and wants by mail; who said nothing is told everything, and gets none. */
@Component
class Preferences {
    /** A mail is asked for, or another wish is kept, at the same time. */
    private static final int TRIES = 5;

    private final MongoTemplate mongo;
    private volatile boolean isIndexed;

    Preferences(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * @param off the kinds that are not shown in the pages
     * @param mail the kinds that are told by mail too, never {@code NEVER}
     * @param mailed until when each cadence has told what happened
     * @param dueAt when the next mail may be; null where none is wanted
     * @param mailSetAt when any mail was last asked for
     * @param pending events that the broker has not confirmed yet
     */
    @Document("notification_preferences")
    record Preference(
            @Id UserId id,
            Set<NotificationKind> off,
            Map<NotificationKind, EmailCadence> mail,
            Map<EmailCadence, Instant> mailed,
            @Nullable Instant dueAt,
            @Nullable Instant mailSetAt,
            List<PendingEvent> pending) {
        Preference {
            off = Optional.ofNullable(off).map(Set::copyOf).orElse(Set.of());
            mail = Optional.ofNullable(mail).map(Map::copyOf).orElse(Map.of());
            mailed = Optional.ofNullable(mailed).map(Map::copyOf).orElse(Map.of());
            pending = Optional.ofNullable(pending).map(List::copyOf).orElse(List.of());
        }

        static Preference nothingSaid(UserId person) {
            return new Preference(person, Set.of(), Map.of(), Map.of(), null, null, List.of());
        }

        EmailCadence mailOf(NotificationKind kind) {
            return mail.getOrDefault(kind, EmailCadence.NEVER);
        }

        /** Of which cadences it is time. */
        Set<EmailCadence> due(Instant now) {
            return mail.values().stream()
                    .filter(cadence ->
                            !mailedUntil(cadence).plus(cadence.period()).isAfter(now))
                    .collect(toSet());
        }

        /** When the next is, by then. */
        @Nullable
        Instant nextDue() {
            return mail.values().stream()
                    .map(cadence -> mailedUntil(cadence).plus(cadence.period()))
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }

        Instant mailedUntil(EmailCadence cadence) {
            return mailed.getOrDefault(cadence, Instant.EPOCH);
        }

        private Preference with(
                Map<NotificationKind, EmailCadence> wanted, Map<EmailCadence, Instant> told, @Nullable Instant setAt) {
            Preference next = new Preference(id, off, wanted, told, null, setAt, pending);
            return new Preference(id, off, wanted, told, next.nextDue(), setAt, pending);
        }

        /** What happens from now on is told by mail so often, or not. */
        Preference wishing(NotificationKind kind, EmailCadence cadence, Instant now) {
            Map<NotificationKind, EmailCadence> wanted = new EnumMap<>(NotificationKind.class);
            wanted.putAll(mail);
            Map<EmailCadence, Instant> told = new EnumMap<>(EmailCadence.class);
            told.putAll(mailed);
            if (cadence == EmailCadence.NEVER) {
                wanted.remove(kind);
            } else {
                if (!wanted.containsValue(cadence)) {
                    told.put(cadence, now);
                }
                wanted.put(kind, cadence);
            }
            return with(wanted, told, now);
        }

        /** Told until then, by those cadences. */
        Preference told(Set<EmailCadence> by, Instant until) {
            Map<EmailCadence, Instant> told = new EnumMap<>(EmailCadence.class);
            told.putAll(mailed);
            by.forEach(cadence -> told.put(cadence, until));
            return with(mail, told, mailSetAt);
        }
    }

    Preference of(UserId person) {
        return Optional.ofNullable(mongo.findById(person, Preference.class))
                .orElseGet(() -> Preference.nothingSaid(person));
    }

    /** Those of whom it may be time, whoever waits longest first. */
    List<Preference> due(Instant now, int most) {
        return mongo.find(
                query(where("dueAt").lte(now))
                        .with(Sort.by(Sort.Direction.ASC, "dueAt", "_id"))
                        .limit(most),
                Preference.class);
    }

    /** Keeps what was told with the event that tells it; false when another instance was quicker, or the wish changed. */
    boolean tell(Preference before, Preference after, Optional<PendingEvent> event) {
        Update told = mail(after);
        event.ifPresent(each -> told.push("pending", each));
        return mongo.updateFirst(asBefore(before), told, Preference.class).getMatchedCount() > 0;
    }

    private static Query asBefore(Preference before) {
        return query(where("_id")
                .is(before.id())
                .and("dueAt")
                .is(before.dueAt())
                .and("mailSetAt")
                .is(before.mailSetAt()));
    }

    private static Update mail(Preference after) {
        return new Update()
                .set("mail", after.mail())
                .set("mailed", after.mailed())
                .set("dueAt", after.dueAt())
                .set("mailSetAt", after.mailSetAt());
    }

    void setMail(UserId person, NotificationKind kind, EmailCadence cadence, Instant now) {
        ensureIndexes();
        for (int i = 0; i < TRIES; i++) {
            Preference before = of(person);
            Update wish = mail(before.wishing(kind, cadence, now));
            if (mongo.updateFirst(asBefore(before), wish, Preference.class).getMatchedCount() > 0) {
                return;
            }
            if (!mongo.exists(query(where("_id").is(person)), Preference.class)) {
                mongo.upsert(query(where("_id").is(person)), wish, Preference.class);
                return;
            }
        }
        throw new IllegalStateException("The wishes of " + person + " change all the time");
    }

    /** No mail any more, unless it was asked for since. */
    void stopMail(UserId person, Instant at) {
        Query unlessSince = query(where("_id").is(person).and("mailSetAt").lte(at));
        mongo.updateFirst(
                unlessSince, new Update().unset("mail").unset("dueAt").set("mailSetAt", at), Preference.class);
    }

    EventsInside<Preference> events() {
        return new EventsInside<>(mongo, Preference.class);
    }

    private void ensureIndexes() {
        if (!isIndexed) {
            var indexes = mongo.indexOps(Preference.class);
            indexes.createIndex(new Index().on("dueAt", Sort.Direction.ASC).named("due"));
            EventsInside.indexes().forEach(indexes::createIndex);
            isIndexed = true;
        }
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

    void set(UserId person, NotificationKind kind, boolean isWanted) {
        Query theirs = query(where("_id").is(person));
        if (isWanted) {
            // whoever said nothing wants everything: there is nothing to write
            mongo.updateFirst(theirs, new Update().pull("off", kind), Preference.class);
        } else {
            mongo.upsert(theirs, new Update().addToSet("off", kind), Preference.class);
        }
    }

    void forget(UserId person) {
        mongo.remove(query(where("_id").is(person)), Preference.class);
    }
}
