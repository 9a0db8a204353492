package io.aula.courses.upload;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** One writer for each upload; the next one tells it to stop, since its client has gone away. */
@Component
class Writers {
    private static final long TAKEOVER_SECONDS = 10;

    private final Map<String, Writer> writers = new ConcurrentHashMap<>();

    private static final class Writer {
        final ReentrantLock lock = new ReentrantLock();
        final AtomicInteger generation = new AtomicInteger();
    }

    /** The right to write, until somebody else wants it. */
    record Turn(Writer writer, int generation) implements AutoCloseable {
        boolean isMine() {
            return writer.generation.get() == generation;
        }

        @Override
        public void close() {
            writer.lock.unlock();
        }
    }

    /** Asks the one who writes to stop and waits for that; nothing when it does not stop in time. */
    Optional<Turn> take(String uploadId) {
        Writer writer = writers.computeIfAbsent(uploadId, id -> new Writer());
        int mine = writer.generation.incrementAndGet();
        try {
            return writer.lock.tryLock(TAKEOVER_SECONDS, TimeUnit.SECONDS)
                    ? Optional.of(new Turn(writer, mine))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whoever writes stops. */
    void stop(String uploadId) {
        Writer writer = writers.get(uploadId);
        if (writer != null) {
            writer.generation.incrementAndGet();
        }
    }

    void forget(String uploadId) {
        writers.remove(uploadId);
    }
}
