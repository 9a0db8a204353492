package io.aula.social.pace;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.aula.platform.id.UserId;
import io.aula.social.access.ErasedPeople;
import io.aula.social.access.Suspensions;
import io.aula.social.documents.Documents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * One budget for all that a person writes, so that who spams comments has none left for threads. It is one document for each
 * person, changed by one act, so that it holds for those that come at once and for several instances.
 */
@Component
public class Pace {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Of two that come first at once one has to look again. */
    private static final int TRIES = 3;

    private final MongoTemplate mongo;
    private final Suspensions suspensions;
    private final ErasedPeople erased;
    private final PaceSettings settings;
    private final Clock clock;

    Pace(MongoTemplate mongo, Suspensions suspensions, ErasedPeople erased, PaceSettings settings, Clock clock) {
        this.mongo = mongo;
        this.suspensions = suspensions;
        this.erased = erased;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param recent when the person wrote last, the oldest first, as many as they may within a minute */
    @Document("paces")
    record Recent(@Id UserId id, List<Instant> recent) {}

    /** Asks for one more, last of all that could refuse it: what is given is counted. */
    public Leave ask(UserId person) {
        Optional<Leave.Withheld> closed = closedTo(person);
        if (closed.isPresent()) {
            return closed.get();
        }
        for (int i = 0; i < TRIES; i++) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (isTaken(person, now)) {
                return new Leave.Given();
            }
            Optional<Duration> pause = pause(person, now);
            if (pause.isPresent()) {
                return new Leave.Wait(pause.get());
            }
        }
        return new Leave.Wait(Duration.ofSeconds(1));
    }

    /** Whether they may do nothing at all, not even what is not counted, such as a vote. */
    public Optional<Leave.Withheld> closedTo(UserId person) {
        if (erased.isErased(person)) {
            return Optional.of(new Leave.Gone());
        }
        return suspensions.isSuspended(person) ? Optional.of(new Leave.Closed()) : Optional.empty();
    }

    /** Joins the person's recent ones while there are fewer than they may, or the oldest of them is a minute old. */
    private boolean isTaken(UserId person, Instant now) {
        int most = settings.perMinute();
        Criteria free = new Criteria()
                .orOperator(
                        where("recent." + (most - 1)).exists(false),
                        where("recent.0").lte(now.minus(WINDOW)));
        Criteria theirs = new Criteria().andOperator(where("_id").is(person), free);
        Update taken = new Update().push("recent").slice(-most).each(now);
        if (mongo.updateFirst(query(theirs), taken, Recent.class).getMatchedCount() > 0) {
            return true;
        }
        if (mongo.exists(query(where("_id").is(person)), Recent.class)) {
            return false;
        }
        try {
            mongo.insert(new Recent(person, List.of(now)));
            return true;
        } catch (DuplicateKeyException e) { // another of theirs came first at once: it counts, and so does this one
            return false;
        }
    }

    private Optional<Duration> pause(UserId person, Instant now) {
        Recent found = mongo.findById(person, Recent.class);
        if (found == null || found.recent().size() < settings.perMinute()) {
            return Optional.empty();
        }
        Duration pause = Duration.between(now, found.recent().getFirst().plus(WINDOW));
        return pause.isPositive() ? Optional.of(pause) : Optional.empty();
    }

    /** A second time changes nothing. */
    public void forget(UserId person) {
        Documents.inBackground(() -> mongo.remove(query(where("_id").is(person)), Recent.class));
    }
}
