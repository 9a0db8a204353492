package io.aula.platform.messaging;

/** A message that is no event of ours; trying again cannot help. */
public final class MalformedEventException extends RuntimeException {
    public MalformedEventException(String reason) {
        super("The message is not an event: " + reason);
    }
}
