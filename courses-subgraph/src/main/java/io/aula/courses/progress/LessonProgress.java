package io.aula.courses.progress;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a learner watched or read of a lesson, said of the video that the lesson has now: of one that it had before only the
 * moment of completion stays.
 *
 * @param readAt when an article was read to its end
 */
public record LessonProgress(
        LessonId lessonId,
        CourseId courseId,
        int positionMs,
        int watchedMs,
        int durationMs,
        List<WatchedRange> watched,
        @Nullable Instant readAt,
        @Nullable Instant completedAt,
        Instant updatedAt,
        @Nullable String deviceLabel) {
    public LessonProgress {
        watched = List.copyOf(watched);
    }

    /** From here to there, half open. */
    public record WatchedRange(int startMs, int endMs) {}

    /** From 0 to 1. What is read is read whole or not at all. */
    public double coverage() {
        if (readAt != null) {
            return 1;
        }
        return durationMs == 0 ? 0 : Math.min(1.0, (double) watchedMs / durationMs);
    }

    /** Whether the last so many milliseconds made a percent full. */
    boolean crossedPercent(int grownMs) {
        return durationMs > 0 && watchedMs * 100L / durationMs > (watchedMs - grownMs) * 100L / durationMs;
    }
}
