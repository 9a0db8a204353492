package io.aula.social.forum;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.social.comment.Hold;
import io.aula.social.comment.ThreadOfPosts;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A question or a discussion, as it is stored.
 *
 * @param authorId null once the person's account is erased
 * @param words of title, text and tags, by which it is found
 * @param pin 1 when pinned, else 0: a number, since lists are sorted by it
 * @param postCount what was counted after each post, as are {@code participantCount} and {@code activeAt}
 * @param activeAt when it was begun or its latest post was written
 * @param isGone deleted; nobody sees it any more, and its posts with it
 * @param hold why it is out of sight although it is not gone, with all of its posts; else null
 * @param requestHash of what was asked under the idempotency key, so that a key used for something else is noticed
 * @param pending events that the broker has not confirmed yet
 */
@Document("threads")
record ForumThread(
        @Id ThreadId id,
        CourseId courseId,
        @Nullable UserId authorId,
        ThreadKind kind,
        String title,
        String body,
        List<String> tags,
        List<String> words,
        int pin,
        boolean isLocked,
        @Nullable CommentId answerId,
        int postCount,
        int participantCount,
        Instant activeAt,
        boolean isGone,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable Hold hold,
        String idempotencyKey,
        String requestHash,
        int v,
        List<PendingEvent> pending)
        implements ThreadOfPosts {

    boolean isBy(UserId userId) {
        return userId.equals(authorId);
    }

    boolean isPinned() {
        return pin > 0;
    }
}
