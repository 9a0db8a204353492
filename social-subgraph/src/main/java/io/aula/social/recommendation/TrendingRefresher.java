package io.aula.social.recommendation;

import io.aula.social.graph.GraphSetup;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Counts again what most people joined in the last 30 days. */
@Component
class TrendingRefresher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TrendingRefresher.class);
    private static final Duration OF_LATE = Duration.ofDays(30);
    /** The graph starts long after this service: the first count does not wait for the round after. */
    private static final Duration UNTIL_READY = Duration.ofSeconds(1);

    private final Recommendations recommendations;
    private final TrendingSettings settings;
    private final GraphSetup setup;
    private final Clock clock;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    TrendingRefresher(Recommendations recommendations, TrendingSettings settings, GraphSetup setup, Clock clock) {
        this.recommendations = recommendations;
        this.settings = settings;
        this.setup = setup;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("trending").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                if (!setup.await(1, TimeUnit.SECONDS)) {
                    pause(UNTIL_READY);
                    continue;
                }
                recommendations.refreshTrending(clock.instant().minus(OF_LATE));
            } catch (RuntimeException e) {
                LOG.warn("What is trending waits for the next round: {}", e.toString());
            }
            pause(settings.every());
        }
    }

    private void pause(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            running = false;
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
