package io.aula.courses.catalog;

import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A course as it stands, with what its outline adds up to.
 *
 * @param published what learners can watch or read
 * @param whole with the drafts among its lessons
 */
public record Course(
        CourseId id,
        String slug,
        UserId ownerId,
        CourseStatus status,
        String originalLocale,
        LocalizedText titles,
        LocalizedText subtitles,
        LocalizedText descriptions,
        CourseLevel level,
        List<String> tags,
        boolean isFree,
        CourseSettings settings,
        Extent published,
        Extent whole,
        int learnerCount,
        int revision,
        @Nullable Instant publishedAt,
        Instant updatedAt) {
    /** What an outline adds up to. */
    public record Extent(int lessons, int durationMs) {}

    public Course {
        tags = List.copyOf(tags);
    }

    public boolean isOpen() {
        return status == CourseStatus.PUBLISHED || status == CourseStatus.UNLISTED;
    }

    public List<String> availableLocales() {
        return titles.byLocale().keySet().stream().sorted().toList();
    }
}
