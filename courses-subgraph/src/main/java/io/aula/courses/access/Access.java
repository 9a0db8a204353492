package io.aula.courses.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether something may be opened, and why or why not. */
public record Access(
        boolean allowed, AccessReason reason, @Nullable Instant availableAt) {
    public static Access granted(AccessReason reason) {
        return new Access(true, reason, null);
    }

    static Access denied(AccessReason reason) {
        return new Access(false, reason, null);
    }

    /** Nothing ends by itself until there are memberships. */
    public @Nullable Instant until() {
        return null;
    }
}
