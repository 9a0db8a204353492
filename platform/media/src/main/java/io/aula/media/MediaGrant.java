package io.aula.media;

import java.time.Instant;
import java.util.Optional;

/** What courses grants: this video, in this watch session, until then. A free preview has no user. */
public record MediaGrant(
        String videoId, Optional<String> userId, String sessionId, Instant expiresAt, boolean isPreview) {

    public MediaGrant {
        if (videoId.isBlank() || sessionId.isBlank() || sessionId.length() > 64) {
            throw new IllegalArgumentException("a grant names a video and a session of at most 64 characters");
        }
    }
}
