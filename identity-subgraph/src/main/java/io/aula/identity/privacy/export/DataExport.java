package io.aula.identity.privacy.export;

import io.aula.platform.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One's own data as a file, without its bytes.
 *
 * @param bytes how long it is; null while there is none, or none any more
 */
record DataExport(
        String id,
        UserId person,
        Instant askedAt,
        @Nullable Instant failedAt,
        @Nullable Instant readyAt,
        @Nullable Instant expiresAt,
        @Nullable Long bytes) {
    static final String PREFIX = "exp";

    /** As the schema has it. */
    enum State {
        PREPARING,
        READY,
        EXPIRED,
        FAILED
    }

    State stateAt(Instant now) {
        if (failedAt != null) {
            return State.FAILED;
        }
        if (expiresAt == null) {
            return State.PREPARING;
        }
        return bytes != null && expiresAt.isAfter(now) ? State.READY : State.EXPIRED;
    }
}
