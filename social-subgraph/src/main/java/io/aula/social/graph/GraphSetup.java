package io.aula.social.graph;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/** Makes constraints and indexes, as often as it takes: Neo4j starts long after this service does. */
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
            "CREATE INDEX inbox_at IF NOT EXISTS FOR (i:Inbox) ON (i.at)",
            "CREATE INDEX course_status IF NOT EXISTS FOR (c:Course) ON (c.status, c.locale)",
            "CREATE INDEX course_touched IF NOT EXISTS FOR (c:Course) ON (c.touched)",
            "CREATE INDEX enrolled_at IF NOT EXISTS FOR ()-[e:ENROLLED]-() ON (e.at)");

    private final Neo4jClient client;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean running;

    GraphSetup(Neo4jClient client) {
        this.client = client;
    }

    /** Waits until the graph has its constraints; false when it has not by then. */
    public boolean await(long time, TimeUnit unit) {
        try {
            return ready.await(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("graph-setup").start(this::loop);
    }

    private void loop() {
        boolean told = false;
        while (running && ready.getCount() > 0) {
            try {
                STATEMENTS.forEach(
                        statement -> client.query(statement).bindAll(Map.of()).run());
                ready.countDown();
                LOG.info("The graph is ready");
            } catch (RuntimeException e) {
                if (!told) {
                    LOG.warn("The graph is not there yet: {}", e.toString());
                }
                told = true;
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
