package io.aula.devstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.process.Effort;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final AtomicInteger lines = new AtomicInteger();
    private final Patience patience =
            new Patience(Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofMillis(400));

    @Test
    void whatGoesOnWorkingIsWaitedForBeyondItsUsualTime() {
        long began = System.nanoTime();
        boolean came = patience.until(() -> System.nanoTime() - began > 2_000_000_000L, this::busy);
        assertThat(came).isTrue();
    }

    @Test
    void whatDoesNothingMoreIsGivenUpSoonAfterItsUsualTime() {
        long began = System.nanoTime();
        assertThat(patience.until(() -> false, () -> new Effort(Duration.ofMillis(50), 7)))
                .isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void evenWhatGoesOnWorkingIsGivenUpInTheEnd() {
        Patience brief = new Patience(Duration.ofMillis(100), Duration.ofMillis(1_500), Duration.ofMillis(200));
        assertThat(brief.until(() -> false, this::busy)).isFalse();
    }

    @Test
    void processorTimeAndLinesInTheLogAreWork() {
        Effort before = new Effort(Duration.ofSeconds(1), 100);
        assertThat(new Effort(Duration.ofSeconds(1), 101).exceeds(before)).isTrue();
        assertThat(new Effort(Duration.ofMillis(1_300), 100).exceeds(before)).isTrue();
        assertThat(new Effort(Duration.ofMillis(1_100), 100).exceeds(before)).isFalse();
    }

    private Effort busy() {
        return new Effort(Duration.ZERO, lines.incrementAndGet());
    }
}
