package io.aula.social.documents;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One person's writings one after another, so that a limit which is read from what they wrote holds for those that come at once. Of
 * several instances each takes its turns by itself.
 */
public final class Turns {
    private static final int LOCKS = 64;

    private final Lock[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    /** Waits for its turn; the work's own deadlines bound how long that takes. */
    public <T> T of(Object who, Supplier<T> work) {
        Lock lock = locks[Math.floorMod(who.hashCode(), LOCKS)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
