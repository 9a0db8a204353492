package io.aula.identity.authserver;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many passwords are being compared to look at this one. */
final class BusyAuthenticationException extends AuthenticationException {
    private final transient Duration wait;

    BusyAuthenticationException(Duration wait) {
        super("Too many passwords at once");
        this.wait = wait;
    }

    Duration retryAfter() {
        return wait;
    }
}
