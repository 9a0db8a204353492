package io.aula.platform.crash;

import java.util.Objects;

/** Named places where a test may kill the process as {@code kill -9} would: {@code CRASH_AT=outbox.after-publish}. */
public final class CrashPoints {
    private static final String ARMED = Objects.requireNonNullElse(System.getenv("CRASH_AT"), "");
    private static final int KILLED = 137;

    private CrashPoints() {}

    /** Ends the JVM at once, without hooks, when this point is armed; does nothing otherwise. */
    public static void reach(String name) {
        if (name.equals(ARMED)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
