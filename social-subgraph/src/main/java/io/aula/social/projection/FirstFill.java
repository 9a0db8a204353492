package io.aula.social.projection;

import io.aula.social.access.AccessProjection;
import io.aula.social.inbox.InboxArchive;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A start that finds a copy into which the log was never read to its end reads it: this service may be newer than the events,
 * its store may have been lost, or the last start was stopped amid it. That something is known proves nothing: the queue may
 * have been quicker. Until then every lesson is unknown, and so closed. Then inboxes are filled with what was asked before there were
 * any, once. Goes on trying while MongoDB or the broker is away.
 */
@Component
class FirstFill implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FirstFill.class);
    private static final long AGAIN_MILLIS = 2_000;

    private final AccessProjection access;
    private final InboxArchive inbox;
    private final EventLog log;
    private volatile boolean running;
    private volatile Thread thread = Thread.ofVirtual().unstarted(this::loop);

    FirstFill(AccessProjection access, InboxArchive inbox, EventLog log) {
        this.access = access;
        this.inbox = inbox;
        this.log = log;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("first-fill").start(this::loop);
    }

    private void loop() {
        boolean isDone = false;
        while (running && !isDone) {
            isDone = fill() || !running || !pause();
        }
    }

    private boolean fill() {
        try {
            if (!access.isFilled()) {
                int taken = log.read(access::apply, () -> running);
                if (taken > 0 && running) {
                    access.noteFilled();
                }
                LOG.info("The copy of who may read what: {} events read from the log", taken);
            }
            if (access.isFilled()) {
                inbox.fillOnce();
            }
            return true;
        } catch (RuntimeException e) {
            LOG.debug("The log or MongoDB is away", e);
            return false;
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Returns when nothing more is written, or after five seconds. */
    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
