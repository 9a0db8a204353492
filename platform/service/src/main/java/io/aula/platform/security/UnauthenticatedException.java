package io.aula.platform.security;

/** The operation needs a signed-in caller and there is none. */
public final class UnauthenticatedException extends RuntimeException {
    public UnauthenticatedException() {
        super("Sign in first: this needs an access token.");
    }
}
