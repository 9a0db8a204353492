package io.aula.gateway.policy.limit;

/** A document that asks for more than the gateway allows; the message is for the client. */
public final class LimitExceededException extends Exception {

    private static final long serialVersionUID = 1L;

    LimitExceededException(String what, int limit) {
        super("The document has more than " + limit + " " + what, null, false, false);
    }
}
