package io.aula.identity.account.signin;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Tries for one thing go one after another, so that each knows how those before it ended. A try counts as a guess from its beginning
 * on: without turns, the sixth of eight right passwords that are sent at once would wait for guesses that nobody made.
 *
 * <p>Of this process alone. Where several serve, the count that they share still holds, and the worst is a wait that is said.
 */
@Component
final class Turns {
    /** Less than the gateway waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration patience;
    /** As many as are being tried now. */
    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();

    Turns() {
        this(PATIENCE);
    }

    Turns(Duration patience) {
        this.patience = patience;
    }

    /** @param wanted how many wait or have it; changed within the map's own lock only */
    private record Turn(ReentrantLock lock, int wanted) {}

    /** @throws BusyException when too many others are before it */
    <T> T inTurn(String of, Supplier<T> work) {
        ReentrantLock lock = want(of);
        try {
            if (!isMyTurn(lock)) {
                throw new BusyException();
            }
            try {
                return work.get();
            } finally {
                lock.unlock();
            }
        } finally {
            turns.computeIfPresent(of, (key, turn) -> turn.wanted == 1 ? null : new Turn(turn.lock, turn.wanted - 1));
        }
    }

    /** How many things are tried for now. */
    int size() {
        return turns.size();
    }

    private ReentrantLock want(String of) {
        return turns.merge(
                        of,
                        new Turn(new ReentrantLock(true), 1),
                        (known, another) -> new Turn(known.lock, known.wanted + 1))
                .lock;
    }

    private boolean isMyTurn(ReentrantLock lock) {
        try {
            return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
