package io.aula.platform.telemetry;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The trace that a request or message belongs to, as W3C {@code traceparent}; kept in the log's context. */
public final class TraceContext {
    private static final String KEY = "traceparent";
    private static final String TRACE_ID = "trace_id";
    private static final Pattern VALID = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceContext() {}

    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY));
    }

    /** Runs the work under this trace, or under a new one when the text is none. */
    public static <E extends Exception> void run(@Nullable String traceparent, Work<E> work) throws E {
        String trace = traceparent != null && VALID.matcher(traceparent).matches() ? traceparent : fresh();
        try (var parent = MDC.putCloseable(KEY, trace);
                var id = MDC.putCloseable(TRACE_ID, trace.substring(3, 35))) {
            work.run();
        }
    }

    private static String fresh() {
        byte[] bytes = new byte[24];
        ThreadLocalRandom.current().nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }

    /** Work that may fail with one kind of exception. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }
}
