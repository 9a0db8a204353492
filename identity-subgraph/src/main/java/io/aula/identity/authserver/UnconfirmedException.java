package io.aula.identity.authserver;

import org.springframework.security.core.AuthenticationException;

/** The password is right, the address was never confirmed. */
final class UnconfirmedException extends AuthenticationException {
    private final String reference;

    /** @param reference with which the mail can be asked for again */
    UnconfirmedException(String reference) {
        super("The address is not confirmed");
        this.reference = reference;
    }

    String reference() {
        return reference;
    }
}
