package io.aula.courses.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether something may be opened, and why or why not.
 *
 * @param availableAt from when it will be, where that is known
 * @param until when this ends by itself
 */
public record Access(
        boolean allowed,
        AccessReason reason,
        @Nullable Instant availableAt,
        @Nullable Instant until) {
    public static Access granted(AccessReason reason) {
        return new Access(true, reason, null, null);
    }

    static Access granted(AccessReason reason, @Nullable Instant until) {
        return new Access(true, reason, null, until);
    }

    static Access denied(AccessReason reason) {
        return new Access(false, reason, null, null);
    }

    static Access deniedUntil(AccessReason reason, Instant availableAt) {
        return new Access(false, reason, availableAt, null);
    }
}
