package io.aula.social.comment;

import io.aula.platform.graphql.Messages;
import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.outbox.Relay;
import io.aula.platform.security.Caller;
import io.aula.platform.telemetry.TraceContext;
import io.aula.social.comment.Comment.PendingEvent;
import io.aula.social.comment.Comment.Visibility;
import io.aula.social.graphql.UserError;
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

/** Writing, changing and voting; each one a single change of a document, or a refusal that says why. */
@Service
class CommentService {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int RECOUNTS = 5;

    private final Comments comments;
    private final Votes votes;
    private final Envelope envelope;
    private final LiveBus live;
    private final Relay relay;
    private final CommentSettings settings;
    private final Clock clock;

    CommentService(
            Comments comments,
            Votes votes,
            Envelope envelope,
            LiveBus live,
            @Qualifier("commentRelay") Relay relay,
            CommentSettings settings,
            Clock clock) {
        this.comments = comments;
        this.votes = votes;
        this.envelope = envelope;
        this.live = live;
        this.relay = relay;
        this.settings = settings;
        this.clock = clock;
    }

    /** Done, or refused. */
    sealed interface Outcome {
        record Done(Comment comment) implements Outcome {}

        record Voted(int upvotes) implements Outcome {}

        record Refused(UserError error) implements Outcome {}
    }

    Outcome add(Caller author, NewComment input) {
        Optional<UserError> invalid = input.invalid();
        if (invalid.isPresent()) {
            return new Outcome.Refused(invalid.get());
        }
        Optional<Comment> before = comments.byKey(author.userId(), input.idempotencyKey());
        if (before.isPresent()) {
            return repeated(before.get(), input);
        }
        Optional<UserError> tooFast = tooFast(author.userId());
        if (tooFast.isPresent()) {
            return new Outcome.Refused(tooFast.get());
        }
        Comment parent = null;
        if (input.parentId() != null) {
            parent = comments.byId(input.parentId()).filter(Comment::isVisible).orElse(null);
            if (parent == null || !parent.lessonId().equals(input.lessonId())) {
                return new Outcome.Refused(missing(input.parentId()));
            }
        }
        return insert(fresh(author.userId(), input, parent), input);
    }

    private Outcome insert(Comment comment, NewComment input) {
        try {
            comments.insert(comment);
        } catch (DuplicateKeyException e) { // the same request, at the same time
            return comments.byKey(String.valueOf(comment.authorId()), comment.idempotencyKey())
                    .map(before -> repeated(before, input))
                    .orElseThrow(() -> e);
        }
        if (comment.parentId() != null) {
            comments.recountReplies(comment.parentId());
        }
        relay.wake();
        live.publish("comment." + comment.lessonId(), Map.of("commentId", comment.id()));
        return new Outcome.Done(comment);
    }

    private static Outcome repeated(Comment before, NewComment input) {
        if (before.requestHash().equals(input.hash())) {
            return new Outcome.Done(before);
        }
        return new Outcome.Refused(new UserError.ValidationError(
                "IDEMPOTENCY_KEY_REUSED",
                Messages.of(
                        "Esa clave ya se usó para otro comentario.", "That key was already used for another comment."),
                List.of("input", "idempotencyKey")));
    }

    private Optional<UserError> tooFast(String authorId) {
        List<Instant> last = comments.lastWritten(authorId, settings.perMinute());
        if (last.size() < settings.perMinute()) {
            return Optional.empty();
        }
        Duration wait = Duration.between(clock.instant(), last.getLast().plus(WINDOW));
        if (wait.isNegative() || wait.isZero()) {
            return Optional.empty();
        }
        return Optional.of(new UserError.SlowDownError(
                "SLOW_DOWN",
                Messages.of(
                        "Vas muy rápido: espera un momento y vuelve a intentarlo.",
                        "You are writing very fast: wait a moment and try again."),
                null,
                Math.toIntExact(wait.toMillis())));
    }

    /** A reply to a reply hangs on the first comment, so that threads stay two deep. */
    private Comment fresh(String authorId, NewComment input, @Nullable Comment parent) {
        String id = Ids.next("cmt");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String root = parent == null ? null : parent.parentId() == null ? parent.id() : parent.parentId();
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("commentId", id);
        data.put("lessonId", input.lessonId());
        data.put("authorId", authorId);
        data.put("parentId", root);
        data.put("parentAuthorId", parent == null ? null : parent.authorId());
        data.put("positionMs", input.positionMs());
        data.put("at", now.toString());
        Envelope.Sealed event = envelope.seal("comment.created", id, 1, data);
        return new Comment(
                id,
                authorId,
                input.lessonId(),
                root,
                input.positionMs(),
                input.bodyMarkdown(),
                Visibility.VISIBLE,
                0,
                0,
                now,
                null,
                input.idempotencyKey(),
                input.hash(),
                1,
                List.of(new PendingEvent(
                        event.id(),
                        "comment.created",
                        event.json(),
                        TraceContext.current().orElse(null))));
    }

    Outcome edit(Caller caller, String id, String body) {
        Optional<UserError> invalid = NewComment.invalidBody(body, "bodyMarkdown");
        if (invalid.isPresent()) {
            return new Outcome.Refused(invalid.get());
        }
        Optional<Comment> found = comments.byId(id).filter(Comment::isVisible);
        if (found.isEmpty()) {
            return new Outcome.Refused(missing(id));
        }
        if (!found.get().isBy(caller.userId())) {
            return new Outcome.Refused(forbidden());
        }
        return comments.edit(id, caller.userId(), body, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .<Outcome>map(Outcome.Done::new)
                .orElseGet(() -> new Outcome.Refused(missing(id)));
    }

    Outcome delete(Caller caller, String id) {
        Optional<Comment> found = comments.byId(id);
        if (found.isEmpty()) {
            return new Outcome.Refused(missing(id));
        }
        boolean own = found.get().isBy(caller.userId());
        if (!own && !(caller.isStaff() && caller.hasScope("community:moderate"))) {
            return new Outcome.Refused(forbidden());
        }
        Comment hidden =
                comments.hide(id, own ? Visibility.DELETED : Visibility.REMOVED).orElse(found.get());
        if (hidden.parentId() != null) {
            comments.recountReplies(hidden.parentId());
        }
        return new Outcome.Done(hidden);
    }

    /** The count is read again after it was written: of two voters at once, the last to write has seen both votes. */
    Outcome vote(Caller caller, String id, boolean on) {
        if (comments.byId(id).filter(Comment::isVisible).isEmpty()) {
            return new Outcome.Refused(missing(id));
        }
        votes.set(id, caller.userId(), on);
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

    private static UserError missing(String id) {
        return UserError.notFound(Messages.of("Ese comentario no existe.", "There is no such comment."), id);
    }

    private static UserError forbidden() {
        return new UserError.ForbiddenError(
                "FORBIDDEN",
                Messages.of("Ese comentario es de otra persona.", "That comment is somebody else's."),
                null,
                null);
    }
}
