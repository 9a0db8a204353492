package io.aula.courses.catalog;

import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One lesson: a video to watch or an article to read.
 *
 * @param hasArticle whether something is written for it; what, is read only where it is asked for
 * @param durationMs of the video; 0 until it can be played
 * @param readingMs of the article, in the longest of its languages
 */
public record Lesson(
        LessonId id,
        CourseId courseId,
        ModuleId moduleId,
        Kind kind,
        LessonStatus status,
        LocalizedText titles,
        String rank,
        boolean isFreePreview,
        @Nullable Instant releaseAt,
        @Nullable VideoId videoId,
        boolean hasArticle,
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
