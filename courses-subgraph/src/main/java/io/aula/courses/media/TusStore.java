package io.aula.courses.media;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.platform.crash.CrashPoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The bytes of open uploads: durable before the offset moves, adopted by the object store when they are whole. */
@Component
class TusStore {
    private static final Logger LOG = LoggerFactory.getLogger(TusStore.class);
    private static final int DURABLE_EVERY = 1 << 20;
    private static final int BUFFER = 64 << 10;
    private static final long TAKEOVER_SECONDS = 10;

    private final UploadProperties bounds;
    private final Uploads uploads;
    private final UploadService service;
    private final ObjectStore objects;
    private final Clock clock;
    private final Map<String, Writer> writers = new ConcurrentHashMap<>();

    TusStore(UploadProperties bounds, Uploads uploads, UploadService service, ObjectStore objects, Clock clock) {
        this.bounds = bounds;
        this.uploads = uploads;
        this.service = service;
        this.objects = objects;
        this.clock = clock;
    }

    /** One writer for each upload; the next one tells it to stop, since its client has gone away. */
    private static final class Writer {
        final ReentrantLock lock = new ReentrantLock();
        final AtomicInteger generation = new AtomicInteger();
    }

    /** How one PATCH ended. */
    sealed interface Appended {
        record At(long offset) implements Appended {}

        record WrongOffset(long offset) implements Appended {}

        record ChecksumMismatch() implements Appended {}

        /** All bytes are there, and they are another file's than was announced. */
        record FileMismatch() implements Appended {}

        record Busy() implements Appended {}

        record NoSpace() implements Appended {}
    }

    /** A checksum that the chunk must have, or nothing of it counts. */
    record Checksum(String algorithm, byte[] digest) {}

    Appended append(Upload known, long offset, InputStream body, @Nullable Checksum checksum) throws IOException {
        Writer writer = writers.computeIfAbsent(known.id(), id -> new Writer());
        int mine = writer.generation.incrementAndGet();
        try {
            if (!writer.lock.tryLock(TAKEOVER_SECONDS, TimeUnit.SECONDS)) {
                return new Appended.Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Appended.Busy();
        }
        try {
            Upload upload = uploads.byId(known.id()).orElseThrow();
            if (offset != upload.receivedBytes() || !upload.isOpen()) {
                return new Appended.WrongOffset(upload.receivedBytes());
            }
            Files.createDirectories(bounds.scratch());
            long free = Files.getFileStore(bounds.scratch()).getUsableSpace();
            if (free - (upload.bytes() - offset) < bounds.reserveBytes().toBytes()) {
                return new Appended.NoSpace();
            }
            long end = write(upload, offset, body, checksum, () -> writer.generation.get() == mine);
            if (end < 0) {
                return new Appended.ChecksumMismatch();
            }
            if (end == upload.bytes() && !finish(upload)) {
                return new Appended.FileMismatch();
            }
            return new Appended.At(end);
        } finally {
            writer.lock.unlock();
        }
    }

    /** Whether this writer is still the one that counts. */
    private interface Turn {
        boolean isMine();
    }

    private long write(Upload upload, long offset, InputStream body, @Nullable Checksum checksum, Turn turn)
            throws IOException {
        MessageDigest digest = checksum == null ? null : digest(checksum.algorithm());
        try (FileChannel file =
                FileChannel.open(part(upload.id()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long at = offset;
            long durable = offset;
            byte[] buffer = new byte[BUFFER];
            try {
                while (at < upload.bytes() && turn.isMine()) {
                    int read = body.read(buffer, 0, (int) Math.min(buffer.length, upload.bytes() - at));
                    if (read < 0) {
                        break;
                    }
                    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                    while (bytes.hasRemaining()) {
                        at += file.write(bytes, at);
                    }
                    if (digest != null) {
                        digest.update(buffer, 0, read);
                    } else if (at - durable >= DURABLE_EVERY) {
                        durable = keep(upload, file, at);
                    }
                }
            } finally {
                // A cut costs at most what is not durable yet; a chunk with a checksum counts whole or not at all.
                if (digest == null && at > durable) {
                    keep(upload, file, at);
                }
            }
            if (digest != null && checksum != null) {
                if (!MessageDigest.isEqual(digest.digest(), checksum.digest())) {
                    return -1;
                }
                keep(upload, file, at);
            }
            return at;
        }
    }

    private long keep(Upload upload, FileChannel file, long at) throws IOException {
        file.force(false);
        CrashPoints.reach("upload.before-offset");
        if (!uploads.advance(upload.id(), at, clock.instant().plus(bounds.keep()))) {
            throw new IOException("upload " + upload.id() + " was ended meanwhile");
        }
        return at;
    }

    /** @return false when the whole is not what was announced; the upload then starts again */
    boolean finish(Upload upload) throws IOException {
        ObjectRef source = new ObjectRef("uploads", "u/" + upload.videoId() + "/source");
        Path part = part(upload.id());
        String sha256;
        // After a crash between the two steps the object is there already and the part is gone.
        try (InputStream whole = Files.exists(part) ? Files.newInputStream(part) : objects.get(source)) {
            sha256 = HexFormat.of().formatHex(consume(whole));
        }
        if (upload.sha256() != null && !upload.sha256().equals(sha256)) {
            uploads.advance(upload.id(), 0, clock.instant().plus(bounds.keep()));
            Files.deleteIfExists(part);
            return false;
        }
        if (Files.exists(part)) {
            objects.adopt(source, part);
        }
        CrashPoints.reach("upload.after-store");
        service.complete(upload, source.key(), sha256);
        writers.remove(upload.id());
        return true;
    }

    void discard(Upload upload, Upload.Status status) throws IOException {
        Writer writer = writers.get(upload.id());
        if (writer != null) {
            writer.generation.incrementAndGet();
        }
        if (service.abort(upload, status)) {
            Files.deleteIfExists(part(upload.id()));
            writers.remove(upload.id());
        }
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void expire() {
        for (Upload upload : uploads.expired(clock.instant())) {
            try {
                discard(upload, Upload.Status.EXPIRED);
            } catch (IOException e) {
                LOG.warn("The bytes of expired upload {} could not be removed", upload.id(), e);
            }
        }
    }

    private Path part(String uploadId) {
        return bounds.scratch().resolve(uploadId + ".part");
    }

    private static byte[] consume(InputStream in) throws IOException {
        MessageDigest digest = digest("SHA-256");
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return digest.digest();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("no digest " + algorithm, e));
        }
    }
}
