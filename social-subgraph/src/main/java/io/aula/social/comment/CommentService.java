package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.outbox.Relay;
import io.aula.platform.security.Caller;
import io.aula.platform.telemetry.TraceContext;
import io.aula.social.comment.Comment.Visibility;
import io.aula.social.documents.PendingEvent;
import io.aula.social.documents.Turns;
import io.aula.social.markdown.Body;
import io.aula.social.pace.Leave;
import io.aula.social.pace.Pace;
import java.time.Clock;
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
 * Writing, changing and voting; each one a single change of a document, or a refusal that says why. What is under a lesson or in
 * a thread that is closed to the person is not there, except that everybody can delete what they wrote. In a locked thread only
 * who keeps it does any of these, voting apart.
 */
@Service
class CommentService {
    private static final int RECOUNTS = 5;

    private final Comments comments;
    private final Votes votes;
    private final CommentTranslations translations;
    private final Doors doors;
    private final Threads threads;
    private final Unanswered unanswered;
    private final Envelope envelope;
    private final LiveBus live;
    private final Relay relay;
    private final Pace pace;
    private final Clock clock;
    private final Turns turns = new Turns();

    CommentService(
            Comments comments,
            Votes votes,
            CommentTranslations translations,
            Doors doors,
            Threads threads,
            Unanswered unanswered,
            Envelope envelope,
            LiveBus live,
            @Qualifier("commentRelay") Relay relay,
            Pace pace,
            Clock clock) {
        this.comments = comments;
        this.votes = votes;
        this.translations = translations;
        this.doors = doors;
        this.threads = threads;
        this.unanswered = unanswered;
        this.envelope = envelope;
        this.live = live;
        this.relay = relay;
        this.pace = pace;
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
        if (!doors.isOpen(asked.home(), Optional.of(author))) {
            return refused(nothing(asked.home()));
        }
        return turns.of(author.user(), () -> inTurn(author, asked));
    }

    private Outcome inTurn(Caller author, NewComment asked) {
        Optional<Comment> before = comments.byKey(author.user(), asked.idempotencyKey());
        if (before.isPresent()) {
            return repeated(before.get(), asked);
        }
        if (isLockedTo(author, asked.home())) {
            return refused(new Refusal.Locked());
        }
        Comment parent = null;
        if (asked.parentId() != null) {
            parent = comments.byId(asked.parentId()).filter(Comment::isVisible).orElse(null);
            if (parent == null || !parent.home().equals(asked.home())) {
                return refused(new Refusal.NoComment(asked.parentId().text()));
            }
        }
        return switch (pace.ask(author.user())) {
            case Leave.Given() -> insert(author.user(), fresh(author.user(), asked, parent), asked);
            case Leave.Withheld why -> refused(new Refusal.NoLeave(why));
        };
    }

    /** Which of the two it is, that it is not there or not for the person, is not told. */
    private static Refusal nothing(Home home) {
        return switch (home) {
            case Home.UnderLesson lesson -> new Refusal.NoLesson(lesson.text());
            case Home.InThread thread -> new Refusal.NoThread(thread.text());
        };
    }

    private boolean isLockedTo(Caller person, Home home) {
        return doors.isLocked(home) && !doors.isKept(home, person);
    }

    private Outcome insert(UserId author, Comment comment, NewComment asked) {
        try {
            comments.insert(comment);
        } catch (DuplicateKeyException e) { // the same request, at the same time
            return comments.byKey(author, asked.idempotencyKey())
                    .map(before -> repeated(before, asked))
                    .orElseThrow(() -> e);
        }
        recountAbove(comment);
        relay.wake();
        live.publish(comment.home().news(), Map.of("commentId", comment.id().text()));
        return new Outcome.Done(comment);
    }

    /** What it hangs on says how much hangs on it. */
    private void recountAbove(Comment comment) {
        if (comment.parentId() != null) {
            comments.recountReplies(comment.parentId());
        }
        if (comment.threadId() != null) {
            threads.recount(comment.threadId());
        } else {
            unanswered.lookAgain(comment.root());
        }
    }

    private static Outcome repeated(Comment before, NewComment asked) {
        return before.requestHash().equals(asked.hash()) ? new Outcome.Done(before) : refused(new Refusal.KeyReused());
    }

    /** A reply to a reply hangs on the first comment, so that conversations stay two deep. */
    private Comment fresh(UserId author, NewComment asked, @Nullable Comment parent) {
        CommentId id = CommentId.next();
        Instant now = now();
        CommentId root = parent == null ? null : parent.root();
        return new Comment(
                id,
                author,
                asked.home() instanceof Home.UnderLesson lesson ? lesson.id() : null,
                asked.home() instanceof Home.InThread thread ? thread.id() : null,
                root,
                asked.positionMs(),
                asked.body().markdown(),
                Visibility.VISIBLE,
                0,
                0,
                now,
                null,
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
        data.put("authorId", author.text());
        data.put("parentId", root == null ? null : root.text());
        data.put("parentAuthorId", parentAuthor == null ? null : parentAuthor.text());
        data.put("at", now.toString());
        String topic = switch (asked.home()) {
            case Home.UnderLesson lesson -> {
                data.put("lessonId", lesson.text());
                data.put("positionMs", asked.positionMs());
                yield CommentOutbox.COMMENT_CREATED;
            }
            case Home.InThread thread -> {
                data.put("threadId", thread.text());
                tellOf(doors.found(List.of(thread)).get(thread.id()), data);
                yield CommentOutbox.THREAD_POSTED;
            }
        };
        Envelope.Sealed event = envelope.seal(topic, id.text(), 1, data);
        return new PendingEvent(
                event.id(), topic, event.json(), TraceContext.current().orElse(null));
    }

    private static void tellOf(@Nullable ThreadOfPosts thread, Map<String, @Nullable Object> data) {
        UserId author = thread == null ? null : thread.authorId();
        data.put("courseId", thread == null ? null : thread.courseId().text());
        data.put("threadAuthorId", author == null ? null : author.text());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The comment, when it hangs on what is open to the person. */
    Optional<Comment> find(String id, Optional<Caller> reader) {
        return CommentId.parse(id).flatMap(comments::byId).filter(comment -> doors.isOpen(comment.home(), reader));
    }

    Outcome edit(Caller caller, String id, String typed) {
        Optional<Body.Fault> fault = Body.fault(typed);
        if (fault.isPresent()) {
            return refused(new Refusal.BadBody(fault.get(), List.of("bodyMarkdown")));
        }
        Optional<Comment> found = find(id, Optional.of(caller));
        Hold hold = found.map(Comment::hold).orElse(null);
        if (hold != null && found.get().isBy(caller.user())) {
            return refused(new Refusal.Held(hold));
        }
        if (found.filter(Comment::isVisible).isEmpty()) {
            return refused(new Refusal.NoComment(id));
        }
        if (!found.get().isBy(caller.user())) {
            return refused(new Refusal.NotTheirs());
        }
        if (isLockedTo(caller, found.get().home())) {
            return refused(new Refusal.Locked());
        }
        return comments.edit(found.get().id(), caller.user(), Body.of(typed), now())
                .<Outcome>map(Outcome.Done::new)
                .orElseGet(() -> refused(new Refusal.NoComment(id)));
    }

    /**
     * One's own also where it is closed to one by now: nobody is kept from taking back what they said, but for a lock, under which a
     * quarrel is to rest as it was.
     */
    Outcome delete(Caller caller, String id) {
        Optional<Comment> found = CommentId.parse(id).flatMap(comments::byId);
        boolean isOwn = found.isPresent() && found.get().isBy(caller.user());
        boolean isOpen = found.isPresent() && doors.isOpen(found.get().home(), Optional.of(caller));
        if (found.isEmpty() || !(isOwn || isOpen)) {
            return refused(new Refusal.NoComment(id));
        }
        if (!isOwn && !doors.isKept(found.get().home(), caller)) {
            return refused(new Refusal.NotTheirs());
        }
        if (isLockedTo(caller, found.get().home())) {
            return refused(new Refusal.Locked());
        }
        Comment hidden = comments.hide(found.get().id(), isOwn ? Visibility.DELETED : Visibility.REMOVED)
                .orElse(found.get());
        translations.forget(hidden.id());
        recountAbove(hidden);
        return isOpen ? new Outcome.Done(hidden) : new Outcome.Gone();
    }

    /** The count is read again after it was written: of two voters at once, the last to write has seen both votes. */
    Outcome vote(Caller caller, String targetId, boolean on) {
        Optional<Comment> found = find(targetId, Optional.of(caller)).filter(Comment::isVisible);
        if (found.isEmpty()) {
            return refused(new Refusal.NoComment(targetId));
        }
        if (on && found.get().isBy(caller.user())) {
            return refused(new Refusal.OwnVote());
        }
        Optional<Leave.Withheld> closed = pace.closedTo(caller.user());
        if (closed.isPresent()) {
            return refused(new Refusal.NoLeave(closed.get()));
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
