package io.aula.social.access;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A lesson as courses told it last.
 *
 * @param releaseAt from when on learners see it; null for at once
 * @param isDeleted kept as a tombstone, so that a late change of a deleted lesson does not bring it back
 * @param v version; of two tellings the higher counts
 */
@Document("access_lessons")
record KnownLesson(
        @Id LessonId id,
        CourseId courseId,
        LessonStatus status,
        boolean isFreePreview,
        @Nullable Instant releaseAt,
        boolean isDeleted,
        long v) {

    /** Whether the door is open to learners at all. */
    boolean isOut(Instant now) {
        return status == LessonStatus.PUBLISHED && isReleased(now);
    }

    /** Whether it is there and its day has come. */
    boolean isReleased(Instant now) {
        return !isDeleted && (releaseAt == null || !releaseAt.isAfter(now));
    }
}
