package io.aula.social.graph;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Knows whether the graph can be asked, and brings it up to date whenever it appears: Neo4j starts long after
 * this service, and may come back as another, empty one.
 *
 * <pre>
 *   away ──(migrations applied)──► ready ──(a statement found nobody)──► away
 * </pre>
 */
@Component
public class GraphSetup implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GraphSetup.class);
    private static final long AGAIN_MILLIS = 2_000;
    private final GraphMigrations migrations;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean ready;
    private volatile boolean running;

    GraphSetup(GraphMigrations migrations) {
        this.migrations = migrations;
    }

    /** Whether the graph answered when it was last asked. */
    public boolean isReady() {
        return ready;
    }

    /** Waits until the graph is up to date; false when it has not by then, or when the service ends. */
    public boolean await(long time, TimeUnit unit) {
        long left = unit.toNanos(time);
        lock.lock();
        try {
            while (!ready && running && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ready;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** A statement found nobody: until it is there again nobody need wait to find that out. */
    void lost() {
        become(false);
    }

    private void become(boolean now) {
        lock.lock();
        try {
            ready = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("graph-setup").start(this::loop);
    }

    private void loop() {
        try {
            while (running) {
                appear();
                awaitLoss();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void appear() throws InterruptedException {
        boolean told = false;
        while (running && !ready) {
            try {
                migrations.apply();
                become(true);
                LOG.info("The graph is ready");
            } catch (RuntimeException e) {
                if (!told) { // once per outage, not once per try
                    LOG.warn("The graph is not there: {}", e.toString());
                }
                told = true;
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            }
        }
    }

    private void awaitLoss() throws InterruptedException {
        lock.lock();
        try {
            while (ready && running) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Before the listeners are stopped, which wait for their handlers, which wait here. */
    @EventListener(ContextClosedEvent.class)
    void release() {
        stop();
    }

    @Override
    public void stop() {
        running = false;
        become(ready);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
