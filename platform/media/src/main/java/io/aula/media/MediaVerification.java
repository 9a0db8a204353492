package io.aula.media;

import java.time.Instant;

/** What a media token turned out to be worth. */
public sealed interface MediaVerification {

    /** @param viewer the user's pseudonym, to count viewers without knowing them; empty for previews */
    record Granted(String sessionId, String viewer, Instant expiresAt, boolean isPreview)
            implements MediaVerification {}

    /** Was genuine: the player renews and goes on. */
    record Expired(Instant expiredAt) implements MediaVerification {}

    /** Tampered with, of another video, of a key that was dropped, or never a token. */
    record Refused(Reason reason) implements MediaVerification {}

    enum Reason {
        MALFORMED,
        UNKNOWN_KEY,
        BAD_SIGNATURE,
        OTHER_VIDEO
    }
}
