package io.aula.social.recommendation;

import io.aula.social.graph.GraphSetup;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Computes "who saw this also saw" again for the courses that somebody joined since the last round. */
@Component
class AlsoSeenRefresher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AlsoSeenRefresher.class);
    private static final int BATCH = 50;

    private final Recommendations recommendations;
    private final AlsoSeenSettings settings;
    private final GraphSetup setup;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    AlsoSeenRefresher(Recommendations recommendations, AlsoSeenSettings settings, GraphSetup setup) {
        this.recommendations = recommendations;
        this.settings = settings;
        this.setup = setup;
    }

    /** One round; returns how many courses it computed. */
    int refresh() {
        List<Recommendations.Touched> courses = recommendations.touched(BATCH);
        courses.forEach(course -> recommendations.refresh(course, settings.minSupport()));
        return courses.size();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("also-seen").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                if (setup.await(1, TimeUnit.SECONDS) && refresh() == BATCH) {
                    continue;
                }
            } catch (RuntimeException e) {
                LOG.warn("Also-seen waits for the next round: {}", e.toString());
            }
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(settings.every().toMillis());
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
