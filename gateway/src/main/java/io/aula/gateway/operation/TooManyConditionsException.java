package io.aula.gateway.operation;

/** A field with effects is asked for under more conditions than can be told apart; the message is for the client. */
public final class TooManyConditionsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyConditionsException(String responseKey) {
        super("The field " + responseKey + " is asked for under too many different conditions", null, false, false);
    }
}
