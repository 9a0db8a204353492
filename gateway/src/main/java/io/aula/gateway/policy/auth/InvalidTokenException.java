package io.aula.gateway.policy.auth;

/** A token that is not genuine, not for us or not valid any more. */
public final class InvalidTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidTokenException(String message) {
        super(message, null, false, false);
    }
}
