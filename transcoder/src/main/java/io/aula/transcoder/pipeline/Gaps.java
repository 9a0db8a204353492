package io.aula.transcoder.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Moments for which a stream has nothing, as its times go by; pictures may come in the order of coding. */
final class Gaps {

    private static final long SHORTEST_NANOS = 300_000_000;
    private static final int MOST = 1000;

    record Gap(long fromNanos, long toNanos) {}

    private final List<Gap> all = new ArrayList<>();
    private long reached = -1;
    private long sum;

    synchronized void see(long atNanos, long nanos) {
        if (reached >= 0 && atNanos - reached > SHORTEST_NANOS) {
            sum += atNanos - reached;
            if (all.size() < MOST) {
                all.add(new Gap(reached, atNanos));
            }
        }
        reached = Math.max(reached, atNanos + (nanos > 0 && nanos < SHORTEST_NANOS ? nanos : 0));
    }

    synchronized long sumNanos() {
        return sum;
    }

    /** How long both have nothing at the same time. */
    long sharedNanos(Gaps other) {
        long shared = 0;
        for (Gap mine : copy()) {
            for (Gap theirs : other.copy()) {
                shared += Math.max(
                        0, Math.min(mine.toNanos, theirs.toNanos) - Math.max(mine.fromNanos, theirs.fromNanos));
            }
        }
        return shared;
    }

    private synchronized List<Gap> copy() {
        return List.copyOf(all);
    }
}
