package io.aula.courses.progress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where to go on in a course. */
public record ResumePoint(
        String lessonId,
        String courseId,
        int positionMs,
        Instant updatedAt,
        @Nullable String deviceLabel) {}
