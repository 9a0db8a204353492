package io.aula.courses.progress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a learner watched of a lesson. */
public record LessonProgress(
        String lessonId,
        String courseId,
        int positionMs,
        int watchedMs,
        int durationMs,
        List<WatchedRange> watched,
        @Nullable Instant completedAt,
        Instant updatedAt,
        @Nullable String deviceLabel) {

    /** From here to there, half open. */
    public record WatchedRange(int startMs, int endMs) {}

    public double coverage() {
        return durationMs == 0 ? 0 : Math.min(1.0, (double) watchedMs / durationMs);
    }
}
