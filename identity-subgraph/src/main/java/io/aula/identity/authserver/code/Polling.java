package io.aula.identity.authserver.code;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a device asks whether its code was approved (RFC 8628 §3.5).
 *
 * @param last null when it has not asked yet
 * @param interval how long it has to wait between two questions
 */
record Polling(@Nullable Instant last, Duration interval) {
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** A device counts from when its last question left, or from when it was answered: clocks and networks are not exact. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    static Polling of(@Nullable Instant last, @Nullable Integer seconds) {
        return new Polling(last, seconds == null ? OneTimeCodes.POLL_INTERVAL : Duration.ofSeconds(seconds));
    }

    boolean isTooSoon(Instant now) {
        return last != null && now.isBefore(last.plus(interval).minus(SLACK));
    }

    /** With the interval that follows {@code slow_down}; bounded, so that a device that learns better gets an answer. */
    Polling slower() {
        Duration slower = interval.plus(STEP);
        return new Polling(last, slower.compareTo(LONGEST) > 0 ? LONGEST : slower);
    }
}
