package io.aula.courses.catalog;

import java.util.Set;

/**
 * Lessons were deleted for good, told within that transaction.
 *
 * @param videoIds the videos they showed, which other lessons may show too
 */
public record LessonsPurged(Set<String> lessonIds, Set<String> videoIds) {
    public LessonsPurged {
        lessonIds = Set.copyOf(lessonIds);
        videoIds = Set.copyOf(videoIds);
    }
}
