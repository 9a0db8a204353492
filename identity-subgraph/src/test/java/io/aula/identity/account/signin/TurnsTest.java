package io.aula.identity.account.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(Duration.ofMillis(50));

    @Test
    void triesForOneThingGoOneAfterAnotherAndNothingIsKeptOfThem() throws Exception {
        Turns patient = new Turns(Duration.ofSeconds(30));
        AtomicInteger within = new AtomicInteger();
        Callable<Integer> one = () -> patient.inTurn("a", () -> {
            int now = within.incrementAndGet();
            Thread.yield();
            within.decrementAndGet();
            return now;
        });
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : all.invokeAll(Stream.generate(() -> one).limit(50).toList())) {
                assertThat(each.get()).isEqualTo(1);
            }
        }
        assertThat(patient.size()).isZero();
    }

    @Test
    void whoeverWaitsTooLongIsToldSoAndAnotherThingWaitsForNothing() throws Exception {
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            turns.inTurn("a", () -> {
                assertThatThrownBy(() -> other.submit(() -> turns.inTurn("a", () -> true))
                                .get())
                        .hasCauseInstanceOf(BusyException.class);
                try {
                    return assertThat(other.submit(() -> turns.inTurn("b", () -> true))
                                    .get())
                            .isTrue();
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
            });
        }
        assertThat(turns.size()).isZero();
    }

    @Test
    void aTryThatBreaksLeavesTheTurnToTheNext() {
        assertThatThrownBy(() -> turns.inTurn("a", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(turns.<Boolean>inTurn("a", () -> true)).isTrue();
    }
}
