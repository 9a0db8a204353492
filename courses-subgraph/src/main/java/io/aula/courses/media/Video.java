package io.aula.courses.media;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A video, from its first byte to what can be played of it. */
public record Video(
        String id,
        String ownerId,
        Status status,
        String name,
        @Nullable Long sourceBytes,
        @Nullable String mime,
        @Nullable String sha256,
        @Nullable Integer durationMs,
        @Nullable Integer width,
        @Nullable Integer height,
        long mediaRev,
        @Nullable JsonNode posterInfo,
        @Nullable JsonNode spriteInfo,
        @Nullable Instant uploadedAt,
        Instant createdAt) {

    /** What happened to it last. */
    public enum Status {
        UPLOADING,
        QUEUED,
        PROCESSING,
        PLAYABLE,
        READY,
        FAILED
    }

    public boolean isPlayable() {
        return status == Status.PLAYABLE || status == Status.READY;
    }
}
