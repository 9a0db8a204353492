package io.aula.courses.upload;

import io.aula.platform.id.UploadId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * One writer for each upload. The next one takes its place at once, since the client of the one before has gone away, and need
 * not wait until that is noticed: nobody holds anything while waiting for bytes.
 *
 * <pre>
 *   A: take   read … write   read …                  (write: not its turn any more)
 *   B:                              take   read … write
 * </pre>
 */
@Component
class Writers {
    /** More than writing one buffer takes; putting a whole file together can take longer. */
    private static final long PATIENCE_SECONDS = 10;

    private final Map<UploadId, Writer> writers = new ConcurrentHashMap<>();

    private static final class Writer {
        final ReentrantLock lock = new ReentrantLock();
        final AtomicInteger generation = new AtomicInteger();

        <T> Optional<T> alone(Work<T> work) throws IOException {
            try {
                if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return Optional.empty();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            try {
                return work.done();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Something that is done to an upload; empty when it is not to be done. */
    @FunctionalInterface
    interface Work<T> {
        Optional<T> done() throws IOException;
    }

    /** The right to write, until somebody else takes it. */
    record Turn(Writer writer, int generation) {
        /** Does this while nobody else does anything to the upload; nothing when somebody else has taken the turn. */
        <T> Optional<T> run(Work<T> work) throws IOException {
            return isMine() ? writer.alone(() -> isMine() ? work.done() : Optional.empty()) : Optional.empty();
        }

        private boolean isMine() {
            return writer.generation.get() == generation;
        }
    }

    /** Nothing when what is being done to the upload takes too long. */
    Optional<Turn> take(UploadId uploadId) throws IOException {
        Writer writer = writers.computeIfAbsent(uploadId, id -> new Writer());
        return writer.alone(() -> Optional.of(new Turn(writer, writer.generation.incrementAndGet())));
    }

    /** Whoever writes stops. */
    void stop(UploadId uploadId) {
        Writer writer = writers.get(uploadId);
        if (writer != null) {
            writer.generation.incrementAndGet();
        }
    }

    void forget(UploadId uploadId) {
        writers.remove(uploadId);
    }
}
