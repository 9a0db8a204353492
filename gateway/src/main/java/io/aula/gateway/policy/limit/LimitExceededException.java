package io.aula.gateway.policy.limit;

/** An operation that asks for more than the gateway allows; the message is for the client. */
public final class LimitExceededException extends Exception {

    private static final long serialVersionUID = 1L;

    LimitExceededException(String what, int limit) {
        this("The document has more than " + limit + " " + what);
    }

    LimitExceededException(String message) {
        super(message, null, false, false);
    }
}
