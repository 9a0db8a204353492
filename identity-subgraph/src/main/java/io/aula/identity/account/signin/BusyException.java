package io.aula.identity.account.signin;

import java.time.Duration;

/** So many passwords are being hashed that this one would have waited too long; nothing is known of it. */
public final class BusyException extends RuntimeException {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    BusyException() {
        super("Too many passwords at once");
    }

    /** When it is worth trying again. */
    public Duration retryAfter() {
        return RETRY_AFTER;
    }
}
