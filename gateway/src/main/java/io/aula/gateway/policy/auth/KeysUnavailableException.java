package io.aula.gateway.policy.auth;

/** The issuer's keys cannot be had just now: nothing is known of the token, and asking again later may help. */
public final class KeysUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    KeysUnavailableException(Throwable cause) {
        super("The issuer's keys cannot be had", cause);
    }
}
