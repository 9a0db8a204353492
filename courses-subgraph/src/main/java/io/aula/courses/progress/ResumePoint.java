package io.aula.courses.progress;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on in a course.
 *
 * @param sessionId of the player that moved it just now; null where that is not told
 */
public record ResumePoint(
        LessonId lessonId,
        CourseId courseId,
        int positionMs,
        Instant updatedAt,
        @Nullable String deviceLabel,
        @Nullable SessionId sessionId) {

    ResumePoint movedBy(@Nullable SessionId session) {
        return new ResumePoint(lessonId, courseId, positionMs, updatedAt, deviceLabel, session);
    }
}
