package io.aula.gateway.door;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at each connection of one event loop once a second: one timer for ten thousand connections, and none for a request. */
final class Rounds implements Runnable {

    private final EventExecutor loop;
    private final Set<Turns> connections = new HashSet<>();
    private @Nullable Future<?> timer;

    Rounds(EventExecutor loop) {
        this.loop = loop;
    }

    void add(Turns connection) {
        connections.add(connection);
        if (timer == null) {
            timer = loop.scheduleAtFixedRate(this, 1, 1, TimeUnit.SECONDS);
        }
    }

    void remove(Turns connection) {
        connections.remove(connection);
        if (connections.isEmpty() && timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void run() {
        // Whoever is late leaves the set meanwhile.
        for (var connection : connections.toArray(new Turns[0])) {
            connection.second();
        }
    }
}
