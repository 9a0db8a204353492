package io.aula.social.comment;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.aula.social.comment.Comment.Visibility;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/** Which comments are listed: those under lessons, perhaps around a moment of the video, or the replies in threads. */
record Where(Place place, @Nullable Integer aroundMs, int windowMs) {
    private static final int WIDEST_MS = 3_600_000;

    /** What comments hang on. */
    enum Place {
        LESSON("lessonId"),
        THREAD("parentId");

        private final String field;

        Place(String field) {
            this.field = field;
        }

        String field() {
            return field;
        }

        /** The id of the lesson or thread that the comment is listed under. */
        @Nullable
        String of(Comment comment) {
            return this == LESSON ? comment.lessonId() : comment.parentId();
        }
    }

    static Where under(@Nullable Integer aroundMs, int windowMs) {
        return new Where(Place.LESSON, aroundMs, Math.clamp(windowMs, 0, WIDEST_MS));
    }

    static Where inThread() {
        return new Where(Place.THREAD, null, 0);
    }

    /** The comments to show of these lessons or threads; a tombstone stays while something hangs on it. */
    Criteria of(Collection<String> ids) {
        Criteria here = where(place.field()).in(ids);
        if (place == Place.LESSON) {
            here.and("parentId").is(null);
        }
        if (aroundMs != null) {
            here.and("positionMs").gte(aroundMs - windowMs).lte(aroundMs + windowMs);
        }
        return here.orOperator(
                where("visibility").is(Visibility.VISIBLE),
                where("visibility").ne(Visibility.VISIBLE).and("replyCount").gt(0));
    }
}
