package io.aula.devstack;

/** Something a person must put right; its message is the one line they read, naming the part and the remedy. */
public final class SetupFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SetupFailure(String line) {
        super(line);
    }

    public SetupFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
