package io.aula.courses.note;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.NoteId;
import io.aula.platform.id.UserId;
import java.time.Instant;

/**
 * A note of somebody's.
 *
 * @param positionMs in the lesson's video; 0 of an article
 * @param revision from 1, grows with each change
 */
public record LessonNote(
        NoteId id,
        UserId userId,
        CourseId courseId,
        LessonId lessonId,
        int positionMs,
        String bodyMarkdown,
        int revision,
        Instant createdAt,
        Instant updatedAt) {}
