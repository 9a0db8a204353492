package io.aula.courses.upload;

import io.aula.courses.upload.Writers.Turn;
import io.aula.media.ObjectRef;
import io.aula.platform.crash.CrashPoints;
import io.aula.platform.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Begins uploads, takes their bytes (durable before the offset moves) and turns whole ones into work. */
@Service
class UploadService {
    private static final Logger LOG = LoggerFactory.getLogger(UploadService.class);
    private static final int DURABLE_EVERY = 1 << 20;

    private final Admission admission;
    private final UploadLedger ledger;
    private final UploadBytes bytes;
    private final Writers writers;

    UploadService(Admission admission, UploadLedger ledger, UploadBytes bytes, Writers writers) {
        this.admission = admission;
        this.ledger = ledger;
        this.bytes = bytes;
        this.writers = writers;
    }

    Upload begin(Caller caller, Announced announced, String idempotencyKey) {
        admission.check(caller, announced);
        return ledger.begin(caller.userId(), announced, idempotencyKey);
    }

    /** A stranger's upload does not exist. */
    Optional<Upload> own(String id, Caller caller) {
        return ledger.byId(id).filter(upload -> upload.ownerId().equals(caller.userId()));
    }

    Appended append(Upload known, long offset, InputStream body, @Nullable Checksum checksum) throws IOException {
        Turn turn = writers.take(known.id()).orElse(null);
        if (turn == null) {
            return new Appended.Busy();
        }
        try (turn) {
            Upload upload = ledger.byId(known.id()).orElseThrow();
            if (upload.status() == Upload.Status.ABORTED || upload.status() == Upload.Status.EXPIRED) {
                return new Appended.Ended();
            }
            if (offset != upload.receivedBytes() || !upload.isOpen()) {
                return new Appended.WrongOffset(upload.receivedBytes());
            }
            if (!bytes.hasRoomFor(upload.bytes() - offset)) {
                return new Appended.NoSpace();
            }
            long end = checksum == null ? write(upload, body, turn) : writeWhole(upload, body, checksum, turn);
            if (end < 0) {
                return new Appended.ChecksumMismatch();
            }
            return end == upload.bytes() && !finish(upload) ? new Appended.FileMismatch() : new Appended.At(end);
        } catch (EndedException e) {
            return new Appended.Ended();
        }
    }

    /** The upload was cancelled or expired while a chunk of it was being written. */
    private static final class EndedException extends IOException {}

    /** A cut costs at most what is not durable yet. */
    private long write(Upload upload, InputStream body, Turn turn) throws IOException {
        long at = upload.receivedBytes();
        long durable = at;
        byte[] buffer = new byte[UploadBytes.BUFFER];
        try (UploadBytes.Part part = bytes.open(upload.id())) {
            try {
                for (int read = read(upload, at, body, buffer, turn);
                        read > 0;
                        read = read(upload, at, body, buffer, turn)) {
                    part.write(at, buffer, read);
                    at += read;
                    if (at - durable >= DURABLE_EVERY) {
                        durable = keep(upload, part, at);
                    }
                }
            } finally {
                if (at > durable) {
                    keep(upload, part, at);
                }
            }
        }
        return at;
    }

    /**
     * A chunk with a checksum counts whole or not at all.
     *
     * @return where the upload stands then; negative when the sum differs
     */
    private long writeWhole(Upload upload, InputStream body, Checksum checksum, Turn turn) throws IOException {
        long at = upload.receivedBytes();
        MessageDigest digest = UploadBytes.digest(checksum.algorithm());
        byte[] buffer = new byte[UploadBytes.BUFFER];
        try (UploadBytes.Part part = bytes.open(upload.id())) {
            for (int read = read(upload, at, body, buffer, turn);
                    read > 0;
                    read = read(upload, at, body, buffer, turn)) {
                part.write(at, buffer, read);
                digest.update(buffer, 0, read);
                at += read;
            }
            return MessageDigest.isEqual(digest.digest(), checksum.digest()) ? keep(upload, part, at) : -1;
        }
    }

    /** @return how much was read; nothing at the end of either the body or the file, and once another writer waits */
    private static int read(Upload upload, long at, InputStream body, byte[] buffer, Turn turn) throws IOException {
        long rest = upload.bytes() - at;
        return rest > 0 && turn.isMine() ? body.read(buffer, 0, (int) Math.min(buffer.length, rest)) : 0;
    }

    private long keep(Upload upload, UploadBytes.Part part, long at) throws IOException {
        part.force();
        CrashPoints.reach("upload.before-offset");
        if (!ledger.advance(upload.id(), at)) {
            throw new EndedException();
        }
        return at;
    }

    /** Ends an upload whose last byte is there: a crash may have come between it and the job. */
    void finishIfWhole(Upload upload) throws IOException {
        if (upload.isOpen() && upload.receivedBytes() == upload.bytes()) {
            finish(upload);
        }
    }

    /** @return false when the whole is not what was announced; the upload then begins again */
    private boolean finish(Upload upload) throws IOException {
        ObjectRef source = new ObjectRef("uploads", "u/" + upload.videoId() + "/source");
        String sha256 = bytes.sha256(upload.id(), source);
        if (upload.sha256() != null && !upload.sha256().equals(sha256)) {
            ledger.advance(upload.id(), 0);
            bytes.delete(upload.id());
            return false;
        }
        bytes.adopt(upload.id(), source);
        CrashPoints.reach("upload.after-store");
        ledger.complete(upload, source.key(), sha256);
        writers.forget(upload.id());
        return true;
    }

    void cancel(Upload upload) {
        discard(upload, Upload.Status.ABORTED);
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void expire() {
        for (Upload upload : ledger.expired()) {
            try {
                discard(upload, Upload.Status.EXPIRED);
            } catch (UncheckedIOException e) {
                LOG.warn("Expired upload {} keeps its bytes", upload.id(), e);
            }
        }
    }

    private void discard(Upload upload, Upload.Status status) {
        writers.stop(upload.id());
        if (!ledger.abort(upload, status)) {
            return;
        }
        try {
            bytes.delete(upload.id());
        } catch (IOException e) {
            throw new UncheckedIOException("The bytes of upload " + upload.id() + " could not be removed", e);
        }
        writers.forget(upload.id());
    }
}
