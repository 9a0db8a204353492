package io.aula.identity.authserver;

import org.springframework.security.core.AuthenticationException;

/** The password is right, the address was never confirmed. */
final class UnconfirmedException extends AuthenticationException {
    UnconfirmedException() {
        super("The address is not confirmed");
    }
}
