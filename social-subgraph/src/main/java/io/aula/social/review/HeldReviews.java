package io.aula.social.review;

import io.aula.platform.id.ReportId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Relay;
import io.aula.social.access.Suspensions;
import io.aula.social.comment.HeldComments.Content;
import io.aula.social.comment.Hold;
import io.aula.social.documents.Documents;
import io.aula.social.documents.PendingEvent;
import io.aula.social.review.Review.Standing;
import io.aula.social.review.Review.Visibility;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * What may be taken out of sight, for who decides about it: reviews. What is not seen does not count, and its course is rated anew. Each
 * act is the same a second time.
 */
@Component
public class HeldReviews {
    private static final int TRIES = 5;
    private static final int REVIEWS_AT_ONCE = 200;

    private final Reviews reviews;
    private final Ratings ratings;
    private final ReviewEvents events;
    private final Relay relay;
    private final Suspensions suspensions;
    private final Clock clock;

    HeldReviews(
            Reviews reviews,
            Ratings ratings,
            ReviewEvents events,
            @Qualifier("reviewRelay") Relay relay,
            Suspensions suspensions,
            Clock clock) {
        this.reviews = reviews;
        this.ratings = ratings;
        this.events = events;
        this.relay = relay;
        this.suspensions = suspensions;
        this.clock = clock;
    }

    /** Nothing of what was taken back. The stars are said with the text: they may be all that there is. */
    public Optional<Content> find(ReviewId id) {
        return reviews.byId(id)
                .filter(review -> !review.isGone())
                .map(review -> new Content(
                        review.authorId(),
                        text(review),
                        review.editedAt() == null ? review.createdAt() : review.editedAt(),
                        review.isVisible(),
                        review));
    }

    private static String text(Review review) {
        String stars = "★".repeat(review.stars());
        return review.body() == null ? stars : stars + "\n\n" + review.body();
    }

    /** Until it is decided. */
    public void hold(ReviewId id, Hold hold) {
        reviews.byId(id).ifPresent(review -> stand(review, now -> Optional.of(new Standing(Visibility.HELD, hold))));
    }

    public void remove(ReviewId id, Hold hold) {
        reviews.byId(id).ifPresent(review -> stand(review, now -> Optional.of(new Standing(Visibility.REMOVED, hold))));
    }

    /** What this report had taken out of sight; while its author is suspended it is held for that. */
    public void restore(ReviewId id, ReportId report) {
        Optional<Review> found = reviews.byId(id);
        Optional<UserId> author = found.map(Review::authorId);
        boolean isSuspended = author.filter(suspensions::isSuspended).isPresent();
        found.ifPresent(review -> stand(
                review,
                now -> Optional.ofNullable(now.hold())
                        .filter(hold -> hold.by().equals(report.text()))
                        .map(hold -> isSuspended ? Standing.SUSPENDED : Standing.SEEN)));
        // what was told meanwhile found it held by the report
        author.filter(person -> suspensions.isSuspended(person) != isSuspended)
                .ifPresent(person -> suspend(person, !isSuspended));
    }

    /** All that the person thought, as their account is closed or opened: some at a time. */
    public void suspend(UserId person, boolean isSuspended) {
        Documents.inBackground(() -> {
            String after = "";
            List<Review> some;
            do {
                some = reviews.by(person, after, REVIEWS_AT_ONCE);
                for (Review review : some) {
                    stand(review, now -> isSuspended ? suspended(now) : resumed(now));
                    after = review.id().text();
                }
            } while (some.size() == REVIEWS_AT_ONCE);
        });
    }

    private static Optional<Standing> suspended(Review review) {
        return review.isVisible() ? Optional.of(Standing.SUSPENDED) : Optional.empty();
    }

    private static Optional<Standing> resumed(Review review) {
        return Optional.ofNullable(review.hold()).filter(Hold::isOfSuspension).map(hold -> Standing.SEEN);
    }

    /** @param wanted how it is to stand as it is now; nothing where that is to stay */
    private void stand(Review seen, Function<Review, Optional<Standing>> wanted) {
        Review before = seen;
        for (int i = 0; i < TRIES; i++) {
            Review now = before;
            Optional<Standing> next = wanted.apply(now).filter(standing -> !now.isGone() && !now.stands(standing));
            if (next.isEmpty()) {
                return;
            }
            Optional<Review> changed = reviews.stand(now, next.get(), told(now, next.get()));
            if (changed.isPresent()) {
                ratings.recount(now.courseId());
                relay.wake();
                return;
            }
            before = reviews.byId(now.id()).orElse(now); // it was changed meanwhile
        }
        throw new IllegalStateException("The review " + seen.id() + " changes all the time");
    }

    /** Nothing where it is out of sight as before. */
    private Optional<PendingEvent> told(Review before, Standing next) {
        boolean isSeen = next.visibility() == Visibility.VISIBLE;
        if (isSeen == before.isVisible()) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Optional.of(isSeen ? events.updated(before, before.stars(), now) : events.removed(before, now));
    }
}
