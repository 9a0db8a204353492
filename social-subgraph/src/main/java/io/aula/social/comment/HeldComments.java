package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.social.access.Suspensions;
import io.aula.social.comment.Comment.Visibility;
import io.aula.social.documents.Documents;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be taken out of sight, for who decides about it: comments and posts. Each act is the same a second time. */
@Component
public class HeldComments {
    private static final int COMMENTS_AT_ONCE = 500;

    private final Comments comments;
    private final CommentTranslations translations;
    private final Threads threads;
    private final Unanswered unanswered;
    private final Doors doors;
    private final Suspensions suspensions;

    HeldComments(
            Comments comments,
            CommentTranslations translations,
            Threads threads,
            Unanswered unanswered,
            Doors doors,
            Suspensions suspensions) {
        this.comments = comments;
        this.translations = translations;
        this.threads = threads;
        this.unanswered = unanswered;
        this.doors = doors;
        this.suspensions = suspensions;
    }

    /**
     * What somebody wrote, in sight or not.
     *
     * @param author null once erased
     * @param text Markdown
     * @param changedAt when it began to say what it says
     * @param node as a field shows it
     */
    public record Content(@Nullable UserId author, String text, Instant changedAt, boolean isVisible, Object node) {}

    /** Nothing of what was deleted. */
    public Optional<Content> find(CommentId id) {
        return comments.byId(id)
                .filter(comment -> comment.body() != null)
                .map(comment -> new Content(
                        comment.authorId(),
                        String.valueOf(comment.body()),
                        comment.editedAt() == null ? comment.createdAt() : comment.editedAt(),
                        comment.isVisible(),
                        comment));
    }

    public boolean isOpen(CommentId id, Caller to) {
        return comments.byId(id)
                .filter(comment -> doors.isOpen(comment.home(), Optional.of(to)))
                .isPresent();
    }

    public boolean isKept(CommentId id, Caller by) {
        return comments.byId(id)
                .filter(comment -> doors.isKept(comment.home(), by))
                .isPresent();
    }

    /** Until it is decided. */
    public void hold(CommentId id, Hold hold) {
        comments.withhold(id, Visibility.HELD, hold).ifPresent(this::recountAbove);
    }

    public void remove(CommentId id, Hold hold) {
        comments.withhold(id, Visibility.REMOVED, hold).ifPresent(comment -> {
            translations.forget(comment.id());
            recountAbove(comment);
        });
    }

    /** What this report had taken out of sight; while its author is suspended it is held for that. */
    public void restore(CommentId id, ReportId report) {
        Optional<UserId> author = comments.byId(id).map(Comment::authorId);
        Optional<Hold> still = author.filter(suspensions::isSuspended).map(person -> Hold.ofSuspension());
        comments.restore(id, report, still).ifPresent(this::recountAbove);
        // what was told meanwhile found it held by the report
        author.filter(person -> suspensions.isSuspended(person) != still.isPresent())
                .ifPresent(person -> suspend(person, still.isEmpty()));
    }

    /** All that the person wrote, as their account is closed or opened: some at a time. One that was cut off begins again. */
    public void suspend(UserId person, boolean isSuspended) {
        Documents.inBackground(() -> {
            if (isSuspended) {
                suspend(person);
            } else {
                resume(person);
            }
        });
    }

    /** All is gone through, what is held already too: what hangs above it may not have been counted yet. */
    private void suspend(UserId person) {
        String after = "";
        List<Comment> some;
        do {
            some = comments.by(person, after, COMMENTS_AT_ONCE);
            comments.suspend(ids(some));
            recountAbove(some);
            after = some.isEmpty() ? after : some.getLast().id().text();
        } while (some.size() == COMMENTS_AT_ONCE);
    }

    private void resume(UserId person) {
        List<Comment> some;
        do {
            some = comments.suspended(person, COMMENTS_AT_ONCE);
            comments.show(ids(some));
            recountAbove(some);
            comments.unmark(ids(some));
        } while (some.size() == COMMENTS_AT_ONCE);
    }

    private static List<CommentId> ids(List<Comment> comments) {
        return comments.stream().map(Comment::id).toList();
    }

    /** Each parent and each thread once. */
    private void recountAbove(List<Comment> changed) {
        changed.stream()
                .map(Comment::parentId)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(comments::recountReplies);
        changed.stream()
                .map(Comment::threadId)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(threads::recount);
        changed.stream()
                .filter(comment -> comment.threadId() == null)
                .map(Comment::root)
                .distinct()
                .forEach(unanswered::lookAgain);
    }

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
}
