package io.aula.social.comment;

import io.aula.platform.hash.CanonicalJson;
import io.aula.platform.id.CommentId;
import io.aula.social.markdown.Body;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be written. */
record NewComment(
        String idempotencyKey,
        Home home,
        @Nullable CommentId parentId,
        @Nullable Integer positionMs,
        Body body) {

    /** Of a lesson's comment as it always was: a retry may come from before posts were. */
    String hash() {
        Map<String, @Nullable Object> asked = new HashMap<>();
        asked.put("idempotencyKey", idempotencyKey);
        asked.put(
                switch (home) {
                    case Home.UnderLesson lesson -> "lessonId";
                    case Home.InThread thread -> "threadId";
                },
                home.text());
        asked.put("parentId", parentId);
        asked.put("positionMs", positionMs);
        asked.put("body", body);
        return CanonicalJson.hash(asked);
    }
}
