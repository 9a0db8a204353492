package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks to be written, as it says it. Nothing here can be cleared: null is absent. */
record AddCommentInput(
        String idempotencyKey,
        String lessonId,
        @Nullable String parentId,
        @Nullable Integer positionMs,
        String bodyMarkdown) {
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_VIDEO_MS = 24 * 3_600_000;

    /** What is wrong with it, as far as it can be said without looking anywhere. */
    Optional<Refusal> refusal() {
        if (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY) {
            return Optional.of(new Refusal.NoKey(LONGEST_KEY));
        }
        if (LessonId.parse(lessonId).isEmpty()) {
            return Optional.of(new Refusal.NoLesson(lessonId));
        }
        if (parentId != null && CommentId.parse(parentId).isEmpty()) {
            return Optional.of(new Refusal.NoComment(parentId));
        }
        if (positionMs != null && (positionMs < 0 || positionMs > LONGEST_VIDEO_MS)) {
            return Optional.of(new Refusal.NoMoment());
        }
        return Body.refusal(bodyMarkdown, List.of("input", "bodyMarkdown"));
    }

    /** Only when nothing is wrong with it. */
    NewComment comment() {
        return new NewComment(
                idempotencyKey,
                new LessonId(lessonId),
                parentId == null ? null : new CommentId(parentId),
                positionMs,
                Body.of(bodyMarkdown));
    }
}
