package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.outbox.Relay;
import io.aula.platform.security.Caller;
import io.aula.platform.telemetry.TraceContext;
import io.aula.social.access.LessonAccess;
import io.aula.social.comment.Comment.PendingEvent;
import io.aula.social.comment.Comment.Visibility;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Writing, changing and voting; each one a single change of a document, or a refusal that says why. What is under a lesson
 * that is closed to the person is not there, except that everybody can delete what they wrote.
 */
@Service
class CommentService {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int RECOUNTS = 5;

    private final Comments comments;
    private final Votes votes;
    private final LessonAccess access;
    private final Envelope envelope;
    private final LiveBus live;
    private final Relay relay;
    private final CommentSettings settings;
    private final Clock clock;

    CommentService(
            Comments comments,
            Votes votes,
            LessonAccess access,
            Envelope envelope,
            LiveBus live,
            @Qualifier("commentRelay") Relay relay,
            CommentSettings settings,
            Clock clock) {
        this.comments = comments;
        this.votes = votes;
        this.access = access;
        this.envelope = envelope;
        this.live = live;
        this.relay = relay;
        this.settings = settings;
        this.clock = clock;
    }

    /** Written, counted or refused. */
    sealed interface Outcome {
        record Done(Comment comment) implements Outcome {}

        /** Deleted, where nothing else is to be seen. */
        record Gone() implements Outcome {}

        record Voted(int upvotes) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    private static Outcome refused(Refusal why) {
        return new Outcome.Refused(why);
    }

    Outcome add(Caller author, AddCommentInput input) {
        Optional<Refusal> refusal = input.refusal();
        return refusal.isPresent() ? refused(refusal.get()) : add(author, input.comment());
    }

    private Outcome add(Caller author, NewComment asked) {
        if (!access.isOpen(asked.lessonId(), Optional.of(author))) {
            return refused(new Refusal.NoLesson(asked.lessonId().text()));
        }
        Optional<Comment> before = comments.byKey(author.user(), asked.idempotencyKey());
        if (before.isPresent()) {
            return repeated(before.get(), asked);
        }
        Optional<Refusal> tooFast = tooFast(author.user());
        if (tooFast.isPresent()) {
            return refused(tooFast.get());
        }
        Comment parent = null;
        if (asked.parentId() != null) {
            parent = comments.byId(asked.parentId()).filter(Comment::isVisible).orElse(null);
            if (parent == null || !parent.lessonId().equals(asked.lessonId())) {
                return refused(new Refusal.NoComment(asked.parentId().text()));
            }
        }
        return insert(author.user(), fresh(author.user(), asked, parent), asked);
    }

    private Outcome insert(UserId author, Comment comment, NewComment asked) {
        try {
            comments.insert(comment);
        } catch (DuplicateKeyException e) { // the same request, at the same time
            return comments.byKey(author, asked.idempotencyKey())
                    .map(before -> repeated(before, asked))
                    .orElseThrow(() -> e);
        }
        if (comment.parentId() != null) {
            comments.recountReplies(comment.parentId());
        }
        relay.wake();
        live.publish(
                newsOf(comment.lessonId()), Map.of("commentId", comment.id().text()));
        return new Outcome.Done(comment);
    }

    /** The routing key of what is new under the lesson. */
    static String newsOf(LessonId lessonId) {
        return "comment." + lessonId;
    }

    private static Outcome repeated(Comment before, NewComment asked) {
        return before.requestHash().equals(asked.hash()) ? new Outcome.Done(before) : refused(new Refusal.KeyReused());
    }

    private Optional<Refusal> tooFast(UserId author) {
        List<Instant> last = comments.lastWritten(author, settings.perMinute());
        if (last.size() < settings.perMinute()) {
            return Optional.empty();
        }
        Duration pause = Duration.between(clock.instant(), last.getLast().plus(WINDOW));
        return pause.isPositive() ? Optional.of(new Refusal.TooFast(pause)) : Optional.empty();
    }

    /** A reply to a reply hangs on the first comment, so that threads stay two deep. */
    private Comment fresh(UserId author, NewComment asked, @Nullable Comment parent) {
        CommentId id = CommentId.next();
        Instant now = now();
        CommentId root = parent == null ? null : parent.root();
        return new Comment(
                id,
                author,
                asked.lessonId(),
                root,
                asked.positionMs(),
                asked.body().markdown(),
                Visibility.VISIBLE,
                0,
                0,
                now,
                null,
                asked.idempotencyKey(),
                asked.hash(),
                1,
                List.of(created(id, author, asked, root, parent, now)));
    }

    private PendingEvent created(
            CommentId id,
            UserId author,
            NewComment asked,
            @Nullable CommentId root,
            @Nullable Comment parent,
            Instant now) {
        UserId parentAuthor = parent == null ? null : parent.authorId();
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("commentId", id.text());
        data.put("lessonId", asked.lessonId().text());
        data.put("authorId", author.text());
        data.put("parentId", root == null ? null : root.text());
        data.put("parentAuthorId", parentAuthor == null ? null : parentAuthor.text());
        data.put("positionMs", asked.positionMs());
        data.put("at", now.toString());
        Envelope.Sealed event = envelope.seal("comment.created", id.text(), 1, data);
        return new PendingEvent(
                event.id(),
                "comment.created",
                event.json(),
                TraceContext.current().orElse(null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The comment, when it is under a lesson that is open to the person. */
    Optional<Comment> find(String id, Optional<Caller> reader) {
        return CommentId.parse(id).flatMap(comments::byId).filter(comment -> access.isOpen(comment.lessonId(), reader));
    }

    Outcome edit(Caller caller, String id, String typed) {
        Optional<Refusal> invalid = Body.refusal(typed, List.of("bodyMarkdown"));
        if (invalid.isPresent()) {
            return refused(invalid.get());
        }
        Optional<Comment> found = find(id, Optional.of(caller)).filter(Comment::isVisible);
        if (found.isEmpty()) {
            return refused(new Refusal.NoComment(id));
        }
        if (!found.get().isBy(caller.user())) {
            return refused(new Refusal.NotTheirs());
        }
        return comments.edit(found.get().id(), caller.user(), Body.of(typed), now())
                .<Outcome>map(Outcome.Done::new)
                .orElseGet(() -> refused(new Refusal.NoComment(id)));
    }

    /** One's own also under a lesson that is closed by now: nobody is kept from taking back what they said. */
    Outcome delete(Caller caller, String id) {
        Optional<Comment> found = CommentId.parse(id).flatMap(comments::byId);
        boolean isOwn = found.isPresent() && found.get().isBy(caller.user());
        boolean isOpen = found.isPresent() && access.isOpen(found.get().lessonId(), Optional.of(caller));
        if (found.isEmpty() || !(isOwn || isOpen)) {
            return refused(new Refusal.NoComment(id));
        }
        if (!isOwn && !(caller.isStaff() && caller.hasScope("community:moderate"))) {
            return refused(new Refusal.NotTheirs());
        }
        Comment hidden = comments.hide(found.get().id(), isOwn ? Visibility.DELETED : Visibility.REMOVED)
                .orElse(found.get());
        if (hidden.parentId() != null) {
            comments.recountReplies(hidden.parentId());
        }
        return isOpen ? new Outcome.Done(hidden) : new Outcome.Gone();
    }

    /** The count is read again after it was written: of two voters at once, the last to write has seen both votes. */
    Outcome vote(Caller caller, String targetId, boolean on) {
        Optional<Comment> found = find(targetId, Optional.of(caller)).filter(Comment::isVisible);
        if (found.isEmpty()) {
            return refused(new Refusal.NoComment(targetId));
        }
        CommentId id = found.get().id();
        votes.set(id, caller.user(), on);
        int count = votes.count(id);
        for (int i = 0; i < RECOUNTS; i++) {
            comments.setUpvotes(id, count);
            int now = votes.count(id);
            if (now == count) {
                break;
            }
            count = now;
        }
        return new Outcome.Voted(count);
    }
}
