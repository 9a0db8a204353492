package io.aula.gateway.door;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each connection of one event loop once a second: one timer for ten thousand connections, and none for a request. Those that
 * came together are late together, and to close thousands takes a while: after some milliseconds others have their turn in between.
 */
final class Rounds implements Runnable {

    /** Somebody with a second of patience. */
    interface Watched {

        /** A second went by. */
        void second();

        /** It could not be told of the second: whoever cannot be looked at is not kept. */
        void end();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** Requests wait so long at most. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Long enough for the loop to look at its sockets. */
    private static final long PAUSE_MILLIS = 2;

    private final EventExecutor loop;
    private final Set<Watched> connections = new HashSet<>();
    private @Nullable Future<?> timer;
    private boolean going;

    Rounds(EventExecutor loop) {
        this.loop = loop;
    }

    void add(Watched connection) {
        connections.add(connection);
        if (timer == null) {
            timer = loop.scheduleAtFixedRate(this, 1, 1, TimeUnit.SECONDS);
        }
    }

    void remove(Watched connection) {
        connections.remove(connection);
        if (connections.isEmpty() && timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void run() {
        if (!going) {
            going = true;
            // Whoever is late leaves the set meanwhile; whoever has left is told nothing.
            goOn(connections.toArray(new Watched[0]), 0);
        }
    }

    private void goOn(Watched[] all, int from) {
        var end = System.nanoTime() + SLICE_NANOS;
        for (var i = from; i < all.length; i++) {
            lookAt(all[i]);
            if (System.nanoTime() > end && i + 1 < all.length) {
                var next = i + 1;
                loop.schedule(() -> goOn(all, next), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            }
        }
        going = false;
    }

    /** What goes wrong with one is not to stop the round of all others, nor any round after it. */
    private void lookAt(Watched connection) {
        try {
            connection.second();
        } catch (RuntimeException failure) {
            LOG.warn("A connection could not be looked at and is closed", failure);
            remove(connection);
            end(connection);
        }
    }

    private static void end(Watched connection) {
        try {
            connection.end();
        } catch (RuntimeException failure) {
            LOG.warn("A connection could not be closed", failure);
        }
    }
}
