package io.aula.transcoder.worker;

/** The broker did not take what was sent: the message this worker holds is going to somebody else. */
final class BrokerGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerGoneException(Throwable cause) {
        super("the broker is gone: " + cause.getMessage(), cause);
    }
}
