package io.aula.courses.upload;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.platform.id.UploadId;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** The bytes of open uploads, in a folder of their own until the object store adopts the whole. */
@Component
class UploadBytes {
    static final int BUFFER = 64 << 10;

    private final UploadProperties bounds;
    private final ObjectStore objects;
    private final MeterRegistry meters;

    UploadBytes(UploadProperties bounds, ObjectStore objects, MeterRegistry meters) {
        this.meters = meters;
        this.bounds = bounds;
        this.objects = objects;
    }

    /** The file of one upload, open for writing. */
    static final class Part implements AutoCloseable {
        private final FileChannel file;

        private Part(FileChannel file) {
            this.file = file;
        }

        void write(long at, byte[] bytes, int count) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, 0, count);
            while (rest.hasRemaining()) {
                file.write(rest, at + rest.position());
            }
        }

        /** Returns when what was written outlives a power cut. */
        void force() throws IOException {
            file.force(false);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    Part open(UploadId uploadId) throws IOException {
        return new Part(FileChannel.open(part(uploadId), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    /** Whether so many bytes more leave the space that uploads never take. */
    boolean hasRoomFor(long bytes) throws IOException {
        Files.createDirectories(bounds.scratch());
        long free = Files.getFileStore(bounds.scratch()).getUsableSpace();
        return free - bytes >= bounds.reserveBytes().toBytes();
    }

    /** The sha-256 of the whole file. After a crash on the way the object is there already and the part is gone. */
    String sha256(UploadId uploadId, ObjectRef object) throws IOException {
        Path part = part(uploadId);
        MessageDigest digest = digest("SHA-256");
        byte[] buffer = new byte[BUFFER];
        try (InputStream whole = Files.exists(part) ? Files.newInputStream(part) : objects.get(object)) {
            for (int read = whole.read(buffer); read >= 0; read = whole.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Gives the whole file to the object store, unless that has happened. */
    void adopt(UploadId uploadId, ObjectRef object) {
        Path part = part(uploadId);
        if (Files.exists(part)) {
            objects.adopt(object, part);
        }
    }

    void delete(UploadId uploadId) throws IOException {
        Files.deleteIfExists(part(uploadId));
    }

    /** Of an upload that ended early: what had come, and what it has given to the store already. */
    void deleteAbandoned(UploadId uploadId, ObjectRef object) throws IOException {
        boolean hadCome = Files.deleteIfExists(part(uploadId));
        boolean wasGiven = objects.stat(object).isPresent();
        objects.delete(object);
        if (hadCome || wasGiven) {
            meters.counter("aula.jobs.swept", "kind", "source").increment();
        }
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java platform", e);
        }
    }

    private Path part(UploadId uploadId) {
        return bounds.scratch().resolve(uploadId + ".part");
    }
}
