package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.idempotency.IdempotencyKey;
import io.aula.social.markdown.Body;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks to be written, as it says it. Nothing here can be cleared: null is absent. */
record AddCommentInput(
        String idempotencyKey,
        @Nullable String lessonId,
        @Nullable String threadId,
        @Nullable String parentId,
        @Nullable Integer positionMs,
        String bodyMarkdown) {
    private static final int LONGEST_VIDEO_MS = 24 * 3_600_000;

    /** What is wrong with it, as far as it can be said without looking anywhere. */
    Optional<Refusal> refusal() {
        if (!IdempotencyKey.isGood(idempotencyKey)) {
            return Optional.of(new Refusal.NoKey());
        }
        if ((lessonId == null) == (threadId == null)) {
            return Optional.of(new Refusal.NoPlace());
        }
        if (lessonId != null && LessonId.parse(lessonId).isEmpty()) {
            return Optional.of(new Refusal.NoLesson(lessonId));
        }
        if (threadId != null && ThreadId.parse(threadId).isEmpty()) {
            return Optional.of(new Refusal.NoThread(threadId));
        }
        if (parentId != null && CommentId.parse(parentId).isEmpty()) {
            return Optional.of(new Refusal.NoComment(parentId));
        }
        if (positionMs != null && (lessonId == null || positionMs < 0 || positionMs > LONGEST_VIDEO_MS)) {
            return Optional.of(new Refusal.NoMoment());
        }
        return Body.fault(bodyMarkdown).map(fault -> new Refusal.BadBody(fault, List.of("input", "bodyMarkdown")));
    }

    /** Only when nothing is wrong with it. */
    NewComment comment() {
        return new NewComment(
                idempotencyKey,
                threadId == null
                        ? new Home.UnderLesson(new LessonId(Objects.requireNonNull(lessonId)))
                        : new Home.InThread(new ThreadId(threadId)),
                parentId == null ? null : new CommentId(parentId),
                positionMs,
                Body.of(bodyMarkdown));
    }
}
