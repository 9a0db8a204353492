package io.aula.courses.upload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bytes on their way. */
public record Upload(
        UploadId id,
        String videoId,
        String ownerId,
        @Nullable String lessonId,
        Status status,
        long bytes,
        long receivedBytes,
        @Nullable String sha256,
        Instant expiresAt) {

    /** Where an upload stands. */
    public enum Status {
        CREATED,
        RECEIVING,
        COMPLETE,
        EXPIRED,
        ABORTED
    }

    public boolean isOpen() {
        return status == Status.CREATED || status == Status.RECEIVING;
    }

    /** All bytes are there, and nothing was made of them yet. */
    boolean isWhole() {
        return isOpen() && receivedBytes == bytes;
    }

    /** It will never be whole. */
    boolean isGone() {
        return status == Status.EXPIRED || status == Status.ABORTED;
    }
}
