package io.aula.social.notification;

import static java.util.stream.Collectors.toSet;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** What each person does not want to be told; who said nothing is told everything. */
@Component
class Preferences {
    private final MongoTemplate mongo;

    Preferences(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** @param off the kinds that are not shown in the pages */
    @Document("notification_preferences")
    record Preference(@Id UserId id, Set<NotificationKind> off) {
        Preference {
            off = Optional.ofNullable(off).map(Set::copyOf).orElse(Set.of());
        }
    }

    Set<NotificationKind> off(UserId person) {
        Set<NotificationKind> off = EnumSet.noneOf(NotificationKind.class);
        Optional.ofNullable(mongo.findById(person, Preference.class))
                .ifPresent(preference -> off.addAll(preference.off()));
        return off;
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
