package io.aula.courses.progress;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where to go on in a course. */
public record ResumePoint(
        LessonId lessonId,
        CourseId courseId,
        int positionMs,
        Instant updatedAt,
        @Nullable String deviceLabel) {}
