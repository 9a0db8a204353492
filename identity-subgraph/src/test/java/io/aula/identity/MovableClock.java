package io.aula.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The service's clock, which a test may put forward; the libraries' own keep the real time. */
@Component
public final class MovableClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<@Nullable Instant> stopped = new AtomicReference<>();

    public void forward(Duration by) {
        ahead.updateAndGet(by::plus);
    }

    /** Stands still until it is reset: for waits that a slow machine would sit out. */
    public void stop() {
        stopped.set(instant());
    }

    public void reset() {
        ahead.set(Duration.ZERO);
        stopped.set(null);
    }

    @Override
    public Instant instant() {
        Instant still = stopped.get();
        return still == null ? Instant.now().plus(ahead.get()) : still;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
