package io.aula.identity;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/**
 * Where whatever is repeated runs. Spring's own scheduler of virtual threads runs all that is repeated after a delay on one thread, where
 * one that waits for somebody else's answer holds up the rest. It is no bean, or Spring would take it for the pool of requests too.
 */
@Component
final class Sweeps implements SchedulingConfigurer, DisposableBean {
    private static final int AT_ONCE = 6;

    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    Sweeps() {
        scheduler.setPoolSize(AT_ONCE);
        scheduler.setThreadNamePrefix("sweep-");
        scheduler.initialize();
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        registrar.setTaskScheduler(scheduler);
    }

    @Override
    public void destroy() {
        scheduler.shutdown();
    }
}
