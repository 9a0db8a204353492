package io.aula.social.graph;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Knows whether the graph can be asked, and makes its constraints and indexes whenever it appears: Neo4j starts long after
 * this service, and may come back as another, empty one.
 *
 * <pre>
 *   away ──(constraints made)──► ready ──(a statement found nobody)──► away
 * </pre>
 */
@Component
public class GraphSetup implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GraphSetup.class);
    private static final long AGAIN_MILLIS = 2_000;
    private static final List<String> STATEMENTS = List.of(
            "CREATE CONSTRAINT user_id IF NOT EXISTS FOR (u:User) REQUIRE u.id IS UNIQUE",
            "CREATE CONSTRAINT course_id IF NOT EXISTS FOR (c:Course) REQUIRE c.id IS UNIQUE",
            "CREATE CONSTRAINT lesson_id IF NOT EXISTS FOR (l:Lesson) REQUIRE l.id IS UNIQUE",
            "CREATE CONSTRAINT gone_id IF NOT EXISTS FOR (g:Gone) REQUIRE g.id IS UNIQUE",
            "CREATE CONSTRAINT outbox_id IF NOT EXISTS FOR (o:Outbox) REQUIRE o.id IS UNIQUE",
            "CREATE CONSTRAINT inbox_id IF NOT EXISTS FOR (i:Inbox) REQUIRE i.id IS UNIQUE",
            "CREATE INDEX user_handle IF NOT EXISTS FOR (u:User) ON (u.handle)",
            "CREATE INDEX inbox_at IF NOT EXISTS FOR (i:Inbox) ON (i.at)",
            "CREATE INDEX course_status IF NOT EXISTS FOR (c:Course) ON (c.status, c.locale)",
            "CREATE INDEX course_touched IF NOT EXISTS FOR (c:Course) ON (c.touched)",
            "CREATE INDEX enrolled_at IF NOT EXISTS FOR ()-[e:ENROLLED]-() ON (e.at)");

    private final Neo4jClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean ready;
    private volatile boolean running;

    GraphSetup(Neo4jClient client) {
        this.client = client;
    }

    /** Whether the graph answered when it was last asked. */
    public boolean isReady() {
        return ready;
    }

    /** Waits until the graph has its constraints; false when it has not by then, or when the service ends. */
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
                STATEMENTS.forEach(
                        statement -> client.query(statement).bindAll(Map.of()).run());
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
