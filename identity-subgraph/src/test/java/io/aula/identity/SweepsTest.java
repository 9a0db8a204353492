package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

class SweepsTest {
    @Test
    void aSweepThatWaitsHoldsUpNoOther() throws Exception {
        Sweeps sweeps = new Sweeps();
        ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();
        try {
            sweeps.configureTasks(registrar);
            CountDownLatch both = new CountDownLatch(2);
            Runnable waiting = () -> {
                both.countDown();
                try {
                    both.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            };
            registrar.addFixedDelayTask(new IntervalTask(waiting, Duration.ofHours(1)));
            registrar.addFixedDelayTask(new IntervalTask(waiting, Duration.ofHours(1)));
            registrar.afterPropertiesSet();
            assertThat(both.await(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            registrar.destroy();
            sweeps.destroy();
        }
    }
}
