package io.aula.social.notification;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes away what is older than it is kept, whatever MongoDB it is, and however long that is by now. */
@Component
class NotificationSweeper implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationSweeper.class);

    private final Notifications notifications;
    private final NotificationSettings settings;
    private final Clock clock;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    NotificationSweeper(Notifications notifications, NotificationSettings settings, Clock clock) {
        this.notifications = notifications;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("notification-sweeper").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(settings.sweepEvery().toMillis());
                notifications.sweep(clock.instant().minus(settings.keep()));
            } catch (InterruptedException e) {
                running = false;
            } catch (RuntimeException e) {
                LOG.warn("Old notifications wait for the next round: {}", e.toString());
            }
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
