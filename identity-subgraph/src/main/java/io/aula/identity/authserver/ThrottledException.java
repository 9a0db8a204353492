package io.aula.identity.authserver;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords for this account from here. */
final class ThrottledException extends AuthenticationException {
    private final transient Duration wait;

    ThrottledException(Duration wait) {
        super("Too many attempts");
        this.wait = wait;
    }

    Duration remaining() {
        return wait;
    }
}
