package io.aula.gateway.edge;

/** The gateway cannot be started as it was asked to be; the message is one line that says what is wrong and what would be right. */
final class BadStartException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 400;

    BadStartException(String message) {
        super(oneLine(message));
    }

    /** Because of what somebody below said. */
    BadStartException(String what, Exception cause) {
        super(oneLine(what + ": " + reason(cause)), cause);
    }

    private static String reason(Exception cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String oneLine(String message) {
        var line = message.strip().replaceAll("\\s+", " ");
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
    }
}
