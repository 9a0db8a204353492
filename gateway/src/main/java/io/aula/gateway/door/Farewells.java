package io.aula.gateway.door;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who of one event loop is in a {@link Farewell}: each takes a socket, and reads what nobody needs, for up to {@value Farewell#SECONDS}
 * seconds. There are never more than so many at once; for one more the oldest, which has had most of its time, is closed. Kept by the
 * loop's thread.
 */
final class Farewells {

    static final int MOST = 1_000;

    private final int most;
    private final Set<Runnable> closings = new LinkedHashSet<>();

    Farewells(int most) {
        this.most = most;
    }

    /** One more begins; {@code close} is run if others need its place. */
    void begin(Runnable close) {
        closings.add(close);
        if (closings.size() > most) {
            var oldest = closings.iterator().next();
            closings.remove(oldest);
            oldest.run();
        }
    }

    /** It is over, as whoever has begun says in any case. */
    void end(Runnable close) {
        closings.remove(close);
    }
}
