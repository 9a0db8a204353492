package io.aula.transcoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.transcoder.ladder.Finding;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class PatienceTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void whatHadItsShareOfTheProcessorIsDamaged() {
        AtomicInteger seconds = new AtomicInteger(100);
        Supplier<Duration> busy = () -> Duration.ofSeconds(seconds.getAndAdd(20));
        assertThatThrownBy(() -> new Patience(Duration.ofSeconds(25), LONG).await(new CountDownLatch(1), busy))
                .isInstanceOfSatisfying(
                        MediaFailure.class,
                        failure -> assertThat(failure.finding()).isEqualTo(Finding.UNREADABLE));
        assertThat(seconds).as("what was spent before does not count").hasValue(160);
    }

    @Test
    void whatABusyMachineKeptWaitingMayBeTriedAgain() {
        Patience patience = new Patience(Duration.ofSeconds(25), Duration.ofMillis(10));
        assertThatThrownBy(() -> patience.await(new CountDownLatch(1), () -> Duration.ZERO))
                .isInstanceOfSatisfying(MediaFailure.class, failure -> {
                    assertThat(failure.finding()).isEqualTo(Finding.STANDS_STILL);
                    assertThat(failure.finding().code().mayHeal()).isTrue();
                });
    }

    @Test
    void whatShowsItsStreamsInTimeGoesOn() {
        CountDownLatch shown = new CountDownLatch(1);
        Supplier<Duration> atTheSecondLook = () -> {
            shown.countDown();
            return Duration.ZERO;
        };
        assertThatCode(() -> new Patience(LONG, LONG).await(shown, atTheSecondLook))
                .doesNotThrowAnyException();
    }

    @Test
    void thisProcessKnowsWhatItHasSpent() {
        assertThat(Patience.processorTime()).isPositive();
    }
}
