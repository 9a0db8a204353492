package io.aula.gateway.executor;

/** Bytes that are not JSON, and where they stop being it. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String problem, int position) {
        super(problem + " at byte " + position, null, false, false);
    }
}
