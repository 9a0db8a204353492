package io.aula.social.review;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Relay;
import io.aula.platform.security.Caller;
import io.aula.platform.text.PlainText;
import io.aula.social.access.CourseAccess;
import io.aula.social.documents.Turns;
import io.aula.social.markdown.Body;
import io.aula.social.pace.Leave;
import io.aula.social.pace.Pace;
import io.aula.social.review.Review.Visibility;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Reviewing, taking back, answering and finding helpful; each one a single change of a document, or a refusal that says why. A review
 * is written by who is or was in the course, once: who writes again changes it.
 */
@Service
class ReviewService {
    private static final int RECOUNTS = 5;
    private static final int TRIES = 5;
    private static final int VOTES_AT_ONCE = 500;

    private final Reviews reviews;
    private final Ratings ratings;
    private final ReviewVotes votes;
    private final ReviewEvents events;
    private final CourseAccess access;
    private final Relay relay;
    private final Pace pace;
    private final Clock clock;
    private final Turns turns = new Turns();

    ReviewService(
            Reviews reviews,
            Ratings ratings,
            ReviewVotes votes,
            ReviewEvents events,
            CourseAccess access,
            @Qualifier("reviewRelay") Relay relay,
            Pace pace,
            Clock clock) {
        this.reviews = reviews;
        this.ratings = ratings;
        this.votes = votes;
        this.events = events;
        this.access = access;
        this.relay = relay;
        this.pace = pace;
        this.clock = clock;
    }

    /** Done, gone, counted or refused. */
    sealed interface Outcome {
        record Done(Review review) implements Outcome {}

        /** Taken back. */
        record Gone(CourseId course) implements Outcome {}

        record Voted(int helpful) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    private static Outcome refused(Refusal why) {
        return new Outcome.Refused(why);
    }

    /** One that is to be seen. */
    Optional<Review> find(String id) {
        return ReviewId.parse(id).flatMap(reviews::byId).filter(Review::isVisible);
    }

    Outcome review(Caller author, ReviewCourseInput input) {
        Optional<CourseId> course = CourseId.parse(input.courseId()).filter(access::isKnown);
        if (course.isEmpty()) {
            return refused(new Refusal.NoCourse(input.courseId()));
        }
        Optional<Refusal> invalid = Opinion.refusal(input.stars(), input.bodyMarkdown());
        if (invalid.isPresent()) {
            return refused(invalid.get());
        }
        if (access.teaches(course.get(), author.user())) {
            return refused(new Refusal.OwnCourse());
        }
        if (!access.wasEverIn(course.get(), author.user())) {
            return refused(new Refusal.NeverEnrolled());
        }
        Opinion opinion = Opinion.of(input.stars(), input.bodyMarkdown());
        return turns.of(author.user(), () -> inTurn(author.user(), course.get(), opinion));
    }

    private Outcome inTurn(UserId author, CourseId course, Opinion opinion) {
        Optional<Review> before = reviews.of(author, List.of(course)).stream().findFirst();
        if (before.isPresent()) {
            return change(author, before.get(), opinion);
        }
        return switch (pace.ask(author)) {
            case Leave.Given() -> insert(author, course, opinion);
            case Leave.Withheld why -> refused(new Refusal.NoLeave(why));
        };
    }

    private Outcome insert(UserId author, CourseId course, Opinion opinion) {
        try {
            Review fresh = fresh(author, course, opinion);
            reviews.insert(fresh);
            return told(fresh);
        } catch (DuplicateKeyException e) { // the same person, at another instance
            return reviews.of(author, List.of(course)).stream()
                    .findFirst()
                    .map(other -> change(author, other, opinion))
                    .orElseThrow(() -> e);
        }
    }

    /** Saying the same again tells nothing again. */
    private Outcome change(UserId author, Review before, Opinion opinion) {
        if (before.hold() != null) {
            return refused(new Refusal.Held(before.hold()));
        }
        if (before.says(opinion)) {
            return new Outcome.Done(before);
        }
        return switch (pace.ask(author)) {
            case Leave.Given() -> edit(before, opinion);
            case Leave.Withheld why -> refused(new Refusal.NoLeave(why));
        };
    }

    /** A teacher may answer it meanwhile: what is changed then is the answered one. */
    private Outcome edit(Review before, Opinion opinion) {
        Instant now = now();
        Optional<Review> seen = Optional.of(before);
        for (int i = 0; i < TRIES && seen.isPresent(); i++) {
            Review last = seen.get();
            Optional<Review> changed = reviews.edit(last, opinion, now, events.updated(last, opinion.stars(), now));
            if (changed.isPresent()) {
                return told(changed.get());
            }
            seen = reviews.byId(last.id()).filter(Review::isVisible);
        }
        return refused(new Refusal.NoReview(before.id().text()));
    }

    private Outcome told(Review changed) {
        ratings.recount(changed.courseId());
        relay.wake();
        return new Outcome.Done(changed);
    }

    private Review fresh(UserId author, CourseId course, Opinion opinion) {
        ReviewId id = ReviewId.next();
        Instant now = now();
        return new Review(
                id,
                course,
                author,
                Review.personKey(course, author),
                opinion.stars(),
                opinion.body(),
                null,
                Visibility.VISIBLE,
                null,
                0,
                now,
                null,
                1,
                List.of(events.created(id, course, author, opinion, now)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** One's own, wherever it stands: nobody is kept from taking back what they said. */
    Outcome withdraw(Caller caller, String id) {
        Optional<Review> found = ReviewId.parse(id)
                .flatMap(reviews::byId)
                .filter(review -> review.isVisible() || review.isBy(caller.user()));
        if (found.isEmpty()) {
            return refused(new Refusal.NoReview(id));
        }
        Review review = found.get();
        if (!review.isBy(caller.user())) {
            return refused(new Refusal.NotTheirs());
        }
        if (reviews.withdraw(review, events.removed(review, now())).isPresent()) {
            ratings.recount(review.courseId());
            relay.wake();
        }
        return new Outcome.Gone(review.courseId());
    }

    /** @param typed null or nothing takes the answer back */
    Outcome reply(Caller caller, String id, @Nullable String typed) {
        Optional<Review> found = find(id);
        if (found.isEmpty()) {
            return refused(new Refusal.NoReview(id));
        }
        Review review = found.get();
        if (!access.teaches(review.courseId(), caller.user()) || !access.isKept(review.courseId(), caller)) {
            return refused(new Refusal.NotStaff());
        }
        if (typed == null || PlainText.isBlank(typed)) {
            return replied(review.id(), null, id);
        }
        Optional<Body.Fault> fault = Body.fault(typed);
        return fault.isPresent()
                ? refused(new Refusal.BadBody(fault.get()))
                : replied(review.id(), Body.of(typed).markdown(), id);
    }

    private Outcome replied(ReviewId review, @Nullable String reply, String id) {
        return reviews.reply(review, reply)
                .<Outcome>map(Outcome.Done::new)
                .orElseGet(() -> refused(new Refusal.NoReview(id)));
    }

    /** The count is read again after it was written: of two voters at once, the last to write has seen both votes. */
    Outcome vote(Caller caller, String targetId, boolean on) {
        Optional<Review> found = find(targetId);
        if (found.isEmpty()) {
            return refused(new Refusal.NoReview(targetId));
        }
        if (on && found.get().isBy(caller.user())) {
            return refused(new Refusal.OwnVote());
        }
        Optional<Leave.Withheld> closed = pace.closedTo(caller.user());
        if (closed.isPresent()) {
            return refused(new Refusal.NoLeave(closed.get()));
        }
        ReviewId id = found.get().id();
        votes.set(id, caller.user(), on);
        return new Outcome.Voted(recountVotes(id));
    }

    private int recountVotes(ReviewId id) {
        int count = votes.count(id);
        for (int i = 0; i < RECOUNTS; i++) {
            reviews.setHelpful(id, count);
            int now = votes.count(id);
            if (now == count) {
                break;
            }
            count = now;
        }
        return count;
    }

    /** Takes an erased person's name off what they thought, and their votes away; a second time changes nothing. */
    void forget(UserId person) {
        reviews.forgetAuthor(person);
        List<ReviewVotes.Vote> some;
        do {
            some = votes.by(person, "", VOTES_AT_ONCE);
            votes.remove(some);
            some.forEach(vote -> recountVotes(vote.reviewId()));
        } while (some.size() == VOTES_AT_ONCE);
    }
}
