package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Cursor;
import io.aula.platform.security.Caller;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What somebody wrote under a lesson or, as a post, in a thread of a forum, as it is stored: one of the two. Replies hang on the
 * first comment of their conversation, two levels deep.
 *
 * @param authorId null once the person's account is erased
 * @param body Markdown; null once deleted
 * @param upvotes count of the votes, written after each
 * @param replyCount count of the visible replies, written after each
 * @param hold why it is out of sight although it was neither deleted nor removed by who teaches; else null
 * @param requestHash of what was asked under the idempotency key, so that a key used for something else is noticed
 * @param pending events that the broker has not confirmed yet
 */
@Document("comments")
record Comment(
        @Id CommentId id,
        @Nullable UserId authorId,
        @Nullable LessonId lessonId,
        @Nullable ThreadId threadId,
        @Nullable CommentId parentId,
        @Nullable Integer positionMs,
        @Nullable String body,
        Visibility visibility,
        int upvotes,
        int replyCount,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable Hold hold,
        String idempotencyKey,
        String requestHash,
        int v,
        List<PendingEvent> pending) {

    enum Visibility {
        VISIBLE,
        HELD,
        REMOVED,
        DELETED
    }

    /** Whether its text is for this reader: everybody's, or else its author's and the moderators'. */
    boolean isReadableBy(Optional<Caller> reader) {
        return isVisible()
                || reader.filter(person ->
                                isBy(person.user()) || (person.isStaff() && person.hasScope("community:moderate")))
                        .isPresent();
    }

    boolean isVisible() {
        return visibility == Visibility.VISIBLE;
    }

    boolean isBy(UserId userId) {
        return userId.equals(authorId);
    }

    /** What it hangs on. */
    Home home() {
        return threadId == null ? new Home.UnderLesson(Objects.requireNonNull(lessonId)) : new Home.InThread(threadId);
    }

    /** The first comment of its conversation, which may be itself. */
    CommentId root() {
        return parentId == null ? id : parentId;
    }

    /** Its place in every list that it is in, whatever the order. */
    Cursor cursor() {
        return new Cursor(upvotes, id.text(), "");
    }
}
