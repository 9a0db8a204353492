package io.aula.social.comment;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ThreadId;
import io.aula.social.comment.Comment.Visibility;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Which comments are listed: those under lessons, perhaps around a moment of the video, the posts of threads, or the replies to
 * either.
 *
 * @param <K> the id of what they hang on
 */
record Where<K>(Place<K> place, @Nullable Integer aroundMs, int windowMs) {
    private static final int WIDEST_MS = 3_600_000;

    /**
     * What comments hang on.
     *
     * @param of the id of what the comment is listed under
     * @param isTop whether replies are listed elsewhere, under what they reply to
     */
    record Place<K>(String field, Function<Comment, @Nullable K> of, Function<String, K> id, boolean isTop) {
        static final Place<LessonId> LESSON = new Place<>("lessonId", Comment::lessonId, LessonId::new, true);
        static final Place<ThreadId> THREAD = new Place<>("threadId", Comment::threadId, ThreadId::new, true);
        static final Place<CommentId> COMMENT = new Place<>("parentId", Comment::parentId, CommentId::new, false);
    }

    /** A moment before the video's start, and a window of less than nothing, are {@code BAD_USER_INPUT}. */
    static Where<LessonId> under(@Nullable Integer aroundMs, int windowMs) {
        if ((aroundMs != null && aroundMs < 0) || windowMs < 0) {
            throw DomainException.badInput(
                    Messages.of("aroundMs y windowMs no son negativos.", "aroundMs and windowMs are not negative."));
        }
        return new Where<>(Place.LESSON, aroundMs, Math.min(windowMs, WIDEST_MS));
    }

    static Where<ThreadId> inThread() {
        return new Where<>(Place.THREAD, null, 0);
    }

    static Where<CommentId> inReply() {
        return new Where<>(Place.COMMENT, null, 0);
    }

    /** The comments to show of these; a tombstone stays while something hangs on it. */
    Criteria of(Collection<?> ids) {
        Criteria here = where(place.field()).in(ids);
        if (place.isTop()) {
            here.and("parentId").is(null);
        }
        if (aroundMs != null) {
            here.and("positionMs").gte((long) aroundMs - windowMs).lte((long) aroundMs + windowMs);
        }
        return here.orOperator(
                where("visibility").is(Visibility.VISIBLE),
                where("visibility").ne(Visibility.VISIBLE).and("replyCount").gt(0));
    }
}
