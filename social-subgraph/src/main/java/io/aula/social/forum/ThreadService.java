package io.aula.social.forum;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Relay;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.comment.Posts;
import io.aula.social.comment.Posts.Answer;
import io.aula.social.comment.Unanswered;
import io.aula.social.documents.Turns;
import io.aula.social.pace.Leave;
import io.aula.social.pace.Pace;
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
 * Beginning, changing and keeping threads; each one a single change of a document, or a refusal that says why. What is in a course
 * whose forum is closed to the person is not there.
 */
@Service
class ThreadService {
    private final ForumThreads threads;
    private final Posts posts;
    private final Unanswered unanswered;
    private final CourseAccess access;
    private final ThreadEvents events;
    private final Relay relay;
    private final Pace pace;
    private final Clock clock;
    private final Turns turns = new Turns();

    ThreadService(
            ForumThreads threads,
            Posts posts,
            Unanswered unanswered,
            CourseAccess access,
            ThreadEvents events,
            @Qualifier("threadRelay") Relay relay,
            Pace pace,
            Clock clock) {
        this.threads = threads;
        this.posts = posts;
        this.unanswered = unanswered;
        this.access = access;
        this.events = events;
        this.relay = relay;
        this.pace = pace;
        this.clock = clock;
    }

    /** Done, gone or refused. */
    sealed interface Outcome {
        record Done(ForumThread thread) implements Outcome {}

        /** Deleted. */
        record Gone() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    private static Outcome refused(Refusal why) {
        return new Outcome.Refused(why);
    }

    private static Outcome done(Optional<ForumThread> changed, String id) {
        return changed.<Outcome>map(Outcome.Done::new).orElseGet(() -> refused(new Refusal.NoThread(id)));
    }

    /** The thread, when it is in a course whose forum is open to the person. */
    Optional<ForumThread> find(String id, Optional<Caller> reader) {
        return ThreadId.parse(id).flatMap(threads::byId).filter(thread -> access.isOpen(thread.courseId(), reader));
    }

    Outcome create(Caller author, CreateThreadInput input) {
        Optional<Refusal> refusal = input.refusal();
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        CourseId course = new CourseId(input.courseId());
        if (!access.isOpen(course, Optional.of(author))) {
            return refused(new Refusal.NoCourse(input.courseId()));
        }
        if (input.kind() == ThreadKind.ANNOUNCEMENT && !access.isKept(course, author)) {
            return refused(new Refusal.NotStaff());
        }
        return turns.of(author.user(), () -> inTurn(author, course, input));
    }

    private Outcome inTurn(Caller author, CourseId course, CreateThreadInput input) {
        Optional<ForumThread> before = threads.byKey(author.user(), input.idempotencyKey());
        if (before.isPresent()) {
            return repeated(before.get(), input);
        }
        return switch (pace.ask(author.user())) {
            case Leave.Given() -> insert(author.user(), course, input);
            case Leave.Withheld why -> refused(new Refusal.NoLeave(why));
        };
    }

    private Outcome insert(UserId author, CourseId course, CreateThreadInput input) {
        ForumThread thread = fresh(author, course, input);
        try {
            threads.insert(thread);
        } catch (DuplicateKeyException e) { // the same request, at the same time
            return threads.byKey(author, input.idempotencyKey())
                    .map(before -> repeated(before, input))
                    .orElseThrow(() -> e);
        }
        unanswered.lookAgain(thread.id());
        relay.wake();
        return new Outcome.Done(thread);
    }

    private static Outcome repeated(ForumThread before, CreateThreadInput input) {
        if (!before.requestHash().equals(input.hash())) {
            return refused(new Refusal.KeyReused());
        }
        return before.isGone() ? new Outcome.Gone() : new Outcome.Done(before);
    }

    private ForumThread fresh(UserId author, CourseId course, CreateThreadInput input) {
        ThreadId id = ThreadId.next();
        Instant now = now();
        Writing writing = input.writing();
        return new ForumThread(
                id,
                course,
                author,
                input.kind(),
                writing.title(),
                writing.body().markdown(),
                writing.tags(),
                writing.words(),
                0,
                false,
                null,
                0,
                1,
                now,
                false,
                now,
                null,
                null,
                input.idempotencyKey(),
                input.hash(),
                1,
                List.of(events.created(id, course, author, input.kind(), now)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Outcome edit(Caller caller, EditThreadInput input) {
        Optional<Refusal> invalid = Writing.refusal(input.title(), input.bodyMarkdown(), input.tags());
        if (invalid.isPresent()) {
            return refused(invalid.get());
        }
        Optional<ForumThread> found = find(input.threadId(), Optional.of(caller));
        if (found.isEmpty()) {
            return refused(heldFrom(caller, input.threadId()).orElseGet(() -> new Refusal.NoThread(input.threadId())));
        }
        ForumThread thread = found.get();
        if (!thread.isBy(caller.user())) {
            return refused(new Refusal.NotTheirs());
        }
        boolean isKept = isKept(thread, caller);
        if (thread.isLocked() && !isKept) {
            return refused(new Refusal.Locked());
        }
        if (thread.kind() == ThreadKind.ANNOUNCEMENT && !isKept) { // who taught it before speaks for it no more
            return refused(new Refusal.NotStaff());
        }
        Writing writing = Writing.of(input.title(), input.bodyMarkdown(), input.tags());
        return done(threads.edit(thread.id(), writing, now()), input.threadId());
    }

    /** Whoever began it is told why it is not to be seen. */
    private Optional<Refusal> heldFrom(Caller caller, String id) {
        return ThreadId.parse(id)
                .flatMap(threads::evenHeld)
                .filter(thread -> thread.isBy(caller.user()))
                .flatMap(thread -> Optional.ofNullable(thread.hold()))
                .map(Refusal.Held::new);
    }

    Outcome delete(Caller caller, String id) {
        Optional<ForumThread> found = find(id, Optional.of(caller))
                .or(() -> ThreadId.parse(id).flatMap(threads::evenHeld).filter(thread -> thread.isBy(caller.user())));
        if (found.isEmpty()) {
            return refused(new Refusal.NoThread(id));
        }
        ForumThread thread = found.get();
        if (!isKept(thread, caller)) {
            if (!thread.isBy(caller.user())) {
                return refused(new Refusal.NotTheirs());
            }
            if (thread.isLocked()) {
                return refused(new Refusal.Locked());
            }
            boolean isAlone = posts.tally(thread.id()).writers().stream().allMatch(caller.user()::equals);
            if (!isAlone) {
                return refused(new Refusal.Answered());
            }
        }
        boolean isRemoved = threads.remove(thread.id());
        unanswered.lookAgain(thread.id());
        return isRemoved ? new Outcome.Gone() : refused(new Refusal.NoThread(id));
    }

    /** Accepting what was accepted already tells nothing again. */
    Outcome accept(Caller caller, String id, @Nullable String commentId) {
        Optional<ForumThread> found = find(id, Optional.of(caller));
        if (found.isEmpty()) {
            return refused(new Refusal.NoThread(id));
        }
        ForumThread thread = found.get();
        boolean isKept = isKept(thread, caller);
        if (!isKept && !thread.isBy(caller.user())) {
            return refused(new Refusal.NotTheirs());
        }
        if (thread.isLocked() && !isKept) {
            return refused(new Refusal.Locked());
        }
        if (thread.kind() != ThreadKind.QUESTION) {
            return refused(new Refusal.NoQuestion());
        }
        Outcome outcome = commentId == null
                ? done(threads.acceptNone(thread.id()), id)
                : accept(thread, caller.user(), commentId);
        unanswered.lookAgain(thread.id());
        return outcome;
    }

    private Outcome accept(ForumThread thread, UserId by, String commentId) {
        Optional<Answer> answer = CommentId.parse(commentId).flatMap(post -> posts.answer(post, thread.id()));
        if (answer.isEmpty()) {
            return refused(new Refusal.NoAnswer(commentId));
        }
        CommentId accepted = answer.get().id();
        if (accepted.equals(thread.answerId())) {
            return new Outcome.Done(thread);
        }
        Optional<ForumThread> changed =
                threads.accept(thread.id(), accepted, events.answered(thread, answer.get(), by, now()));
        if (posts.isTakenBack(accepted)) { // meanwhile
            threads.unaccept(thread.id(), accepted);
            return refused(new Refusal.NoAnswer(commentId));
        }
        relay.wake();
        return done(changed, thread.id().text());
    }

    Outcome setState(Caller caller, ThreadStateInput input) {
        Optional<ForumThread> found = find(input.threadId(), Optional.of(caller));
        if (found.isEmpty()) {
            return refused(new Refusal.NoThread(input.threadId()));
        }
        return isKept(found.get(), caller)
                ? done(threads.state(found.get().id(), input.pinned(), input.locked()), input.threadId())
                : refused(new Refusal.NotStaff());
    }

    private boolean isKept(ForumThread thread, Caller by) {
        return access.isKept(thread.courseId(), by);
    }
}
