package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.social.access.Suspensions;
import io.aula.social.comment.Comment.Visibility;
import io.aula.social.documents.Documents;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be taken out of sight, for who decides about it: comments and posts. Each act is the same a second time. */
@Component
public class HeldComments {
    private final Comments comments;
    private final CommentTranslations translations;
    private final Threads threads;
    private final Doors doors;
    private final Suspensions suspensions;

    HeldComments(
            Comments comments,
            CommentTranslations translations,
            Threads threads,
            Doors doors,
            Suspensions suspensions) {
        this.comments = comments;
        this.translations = translations;
        this.threads = threads;
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
        Optional<Hold> still = comments.byId(id)
                .map(Comment::authorId)
                .filter(suspensions::isSuspended)
                .map(author -> Hold.ofSuspension());
        comments.restore(id, report, still).ifPresent(this::recountAbove);
    }

    /** All that the person wrote, as their account is closed or opened. */
    public void suspend(UserId person, boolean isSuspended) {
        Documents.inBackground(() -> {
            List<Comment> changed = comments.suspend(person, isSuspended);
            Set<Object> counted = new HashSet<>();
            changed.stream()
                    .map(Comment::parentId)
                    .filter(Objects::nonNull)
                    .filter(counted::add)
                    .forEach(comments::recountReplies);
            changed.stream()
                    .map(Comment::threadId)
                    .filter(Objects::nonNull)
                    .filter(counted::add)
                    .forEach(threads::recount);
        });
    }

    private void recountAbove(Comment comment) {
        if (comment.parentId() != null) {
            comments.recountReplies(comment.parentId());
        }
        if (comment.threadId() != null) {
            threads.recount(comment.threadId());
        }
    }
}
