package io.aula.courses.catalog;

import io.aula.courses.graphql.LocalizedText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One lesson: a video to watch or an article to read.
 *
 * @param durationMs of the video; 0 until it can be played
 * @param readingMs of the article, in the longest of its languages
 */
public record Lesson(
        String id,
        String courseId,
        String moduleId,
        Kind kind,
        LessonStatus status,
        LocalizedText titles,
        String rank,
        boolean isFreePreview,
        @Nullable Instant releaseAt,
        @Nullable String videoId,
        LocalizedText article,
        int durationMs,
        int readingMs,
        int revision) {

    public boolean isPublished() {
        return status == LessonStatus.PUBLISHED;
    }

    /** What a lesson consists of. */
    public enum Kind {
        VIDEO,
        ARTICLE
    }
}
