package io.aula.platform.messaging;

/** What a handler needs is away, through no fault of the message: tries are not counted for as long as that lasts. */
public final class OutageException extends RuntimeException {
    public OutageException(String what, Throwable cause) {
        super(what, cause);
    }
}
