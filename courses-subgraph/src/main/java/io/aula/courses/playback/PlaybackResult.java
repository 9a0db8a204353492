package io.aula.courses.playback;

import io.aula.courses.access.AccessReason;
import io.aula.courses.catalog.Course;
import io.aula.platform.id.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A grant or a denial. */
public sealed interface PlaybackResult {
    /**
     * The addresses to play from, each carrying its own signed grant.
     *
     * @param renewAfter when to ask again; playback goes on with the old grant until {@code expiresAt}
     */
    record Granted(
            SessionId sessionId,
            String hlsUrl,
            String dashUrl,
            Instant expiresAt,
            Instant renewAfter,
            int startAtMs,
            @Nullable String thumbnailsUrl)
            implements PlaybackResult {}

    record Denied(
            AccessReason reason, String message, @Nullable Course course) implements PlaybackResult {}
}
