package io.aula.social.comment;

import io.aula.platform.hash.CanonicalJson;
import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import org.jspecify.annotations.Nullable;

/** What is to be written. */
record NewComment(
        String idempotencyKey,
        LessonId lessonId,
        @Nullable CommentId parentId,
        @Nullable Integer positionMs,
        Body body) {

    String hash() {
        return CanonicalJson.hash(this);
    }
}
