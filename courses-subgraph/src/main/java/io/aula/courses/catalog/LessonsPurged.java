package io.aula.courses.catalog;

import io.aula.platform.id.LessonId;
import io.aula.platform.id.VideoId;
import java.util.Set;

/**
 * Lessons were deleted for good, told within that transaction.
 *
 * @param videoIds the videos they showed, which other lessons may show too
 */
public record LessonsPurged(Set<LessonId> lessonIds, Set<VideoId> videoIds) {
    public LessonsPurged {
        lessonIds = Set.copyOf(lessonIds);
        videoIds = Set.copyOf(videoIds);
    }
}
