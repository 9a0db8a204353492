package io.aula.social.projection;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.OutageException;
import io.aula.social.access.AccessProjection;
import io.aula.social.access.Suspensions;
import io.aula.social.comment.CommentArchive;
import io.aula.social.comment.HeldComments;
import io.aula.social.feed.FeedArchive;
import io.aula.social.forum.ForumArchive;
import io.aula.social.forum.HeldThreads;
import io.aula.social.moderation.ModerationArchive;
import io.aula.social.notification.NotificationArchive;
import io.aula.social.pace.Pace;
import io.aula.social.review.HeldReviews;
import io.aula.social.review.ReviewArchive;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The consumer of {@code social.access}: what is kept in MongoDB. It has a queue of its own, since a graph that is away must
 * let nobody in and keep nobody out.
 */
@Component
class AccessEvents implements EventHandler {
    /** A suspension that is told anew while the one before is followed. */
    private static final int TRIES = 5;

    private final AccessProjection access;
    private final CommentArchive comments;
    private final ForumArchive forums;
    private final ReviewArchive reviews;
    private final NotificationArchive notifications;
    private final ModerationArchive reports;
    private final FeedArchive feeds;
    private final Pace pace;
    private final Suspensions suspensions;
    private final HeldComments heldComments;
    private final HeldThreads heldThreads;
    private final HeldReviews heldReviews;
    private final Envelope envelope;
    private final ConfirmedPublisher publisher;

    AccessEvents(
            AccessProjection access,
            CommentArchive comments,
            ForumArchive forums,
            ReviewArchive reviews,
            NotificationArchive notifications,
            ModerationArchive reports,
            FeedArchive feeds,
            Pace pace,
            Suspensions suspensions,
            HeldComments heldComments,
            HeldThreads heldThreads,
            HeldReviews heldReviews,
            Envelope envelope,
            ConfirmedPublisher publisher) {
        this.access = access;
        this.comments = comments;
        this.forums = forums;
        this.reviews = reviews;
        this.notifications = notifications;
        this.reports = reports;
        this.feeds = feeds;
        this.pace = pace;
        this.suspensions = suspensions;
        this.heldComments = heldComments;
        this.heldThreads = heldThreads;
        this.heldReviews = heldReviews;
        this.envelope = envelope;
        this.publisher = publisher;
    }

    @Override
    public String queue() {
        return "social.access";
    }

    @Override
    public void handle(Event event) {
        access.apply(event);
        if (event.type().equals("user.updated")) {
            followSuspension(new UserId(event.data().path("userId").asString()));
        }
        if (event.type().equals("user.deleted")) {
            UserId person = new UserId(event.data().path("userId").asString());
            comments.forgetAuthor(person);
            forums.forgetAuthor(person);
            reviews.forget(person);
            notifications.forget(person);
            reports.forget(person);
            feeds.forget(person);
            pace.forget(person);
            confirmErased(person, event.version());
        }
    }

    /**
     * As is known after this event: one that came late changes nothing. Another instance may hear of the next one before this is done:
     * what is known is asked again at the end, so that whoever acts last does what was told last.
     */
    private void followSuspension(UserId person) {
        for (int i = 0; i < TRIES; i++) {
            boolean isSuspended = suspensions.isSuspended(person);
            heldComments.suspend(person, isSuspended);
            heldThreads.suspend(person, isSuspended);
            heldReviews.suspend(person, isSuspended);
            if (suspensions.isSuspended(person) == isSuspended) {
                return;
            }
        }
        throw new OutageException(
                "The account is closed and opened all the time", new IllegalStateException(person.text()));
    }

    /**
     * MongoDB has no document left in which this could wait to be told, so the event that asked for it waits: it comes again until the
     * broker has this.
     */
    private void confirmErased(UserId person, long version) {
        Envelope.Sealed sealed = envelope.seal(
                "user.erased", person.text(), version, Map.of("userId", person.text(), "store", "COMMENTS"));
        ConfirmedPublisher.Outgoing told =
                new ConfirmedPublisher.Outgoing(sealed.id(), "user.erased", sealed.json(), null);
        if (!publisher.publish(List.of(told))[0]) {
            throw new OutageException("The broker did not take user.erased", new IllegalStateException(person.text()));
        }
    }
}
