package io.aula.social.comment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What somebody wrote under a lesson, as it is stored. Replies hang on the first comment of their thread, two levels deep.
 *
 * @param authorId null once the person's account is erased
 * @param body Markdown; null once deleted
 * @param upvotes count of the votes, written after each
 * @param replyCount count of the visible replies, written after each
 * @param requestHash of what was asked under the idempotency key, so that a key used for something else is noticed
 * @param pending events that the broker has not confirmed yet
 */
@Document("comments")
record Comment(
        @Id String id,
        @Nullable String authorId,
        String lessonId,
        @Nullable String parentId,
        @Nullable Integer positionMs,
        @Nullable String body,
        Visibility visibility,
        int upvotes,
        int replyCount,
        Instant createdAt,
        @Nullable Instant editedAt,
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

    /** An event, sealed under its final id. */
    record PendingEvent(
            String id, String topic, String json, @Nullable String traceparent) {}

    boolean isVisible() {
        return visibility == Visibility.VISIBLE;
    }

    boolean isBy(String userId) {
        return userId.equals(authorId);
    }
}
