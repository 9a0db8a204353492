package io.aula.courses.authoring;

import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.id.CourseId;
import java.time.Duration;
import java.time.Instant;

/**
 * A module, with the lessons that went with it, or a lesson that can still be brought back.
 *
 * @param originalLocale of its course
 * @param bytes of the sources of videos that only what was deleted uses
 */
public record DeletedItem(
        ItemId id,
        DeletedItemKind kind,
        CourseId courseId,
        String originalLocale,
        LocalizedText titles,
        Instant deletedAt,
        Instant purgeAt,
        long bytes) {

    /** How long it can be brought back. */
    static final Duration KEPT = Duration.ofDays(30);
}
