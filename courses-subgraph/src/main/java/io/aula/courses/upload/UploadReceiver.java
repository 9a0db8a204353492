package io.aula.courses.upload;

import io.aula.courses.upload.Writers.Turn;
import io.aula.media.ObjectRef;
import io.aula.platform.crash.CrashPoints;
import io.aula.platform.id.UploadId;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes the bytes of uploads, durable before the offset moves, and turns whole files into work. */
@Service
class UploadReceiver {
    private static final int DURABLE_EVERY = 1 << 20;

    private final UploadLedger ledger;
    private final UploadBytes bytes;
    private final Writers writers;

    UploadReceiver(UploadLedger ledger, UploadBytes bytes, Writers writers) {
        this.ledger = ledger;
        this.bytes = bytes;
        this.writers = writers;
    }

    Appended append(Upload known, long offset, InputStream body, @Nullable Checksum checksum) throws IOException {
        Turn turn = writers.take(known.id()).orElse(null);
        if (turn == null) {
            return new Appended.Busy();
        }
        // Nobody else writes from here on, so this is where it stands.
        Upload upload = ledger.byId(known.id()).orElse(null);
        if (upload == null || offset != upload.receivedBytes() || !upload.isOpen()) {
            return standing(known.id());
        }
        if (!bytes.hasRoomFor(upload.bytes() - offset)) {
            return new Appended.NoSpace();
        }
        UploadBytes.Part part =
                turn.run(() -> Optional.of(bytes.open(upload.id()))).orElse(null);
        if (part == null) {
            return standing(upload.id());
        }
        try (part) {
            Appended appended =
                    checksum == null ? write(upload, body, part, turn) : writeWhole(upload, body, checksum, part, turn);
            return appended instanceof Appended.At(long end) && end == upload.bytes()
                    ? turn.run(() -> Optional.of(finish(upload))).orElse(appended) // or somebody else finishes it
                    : appended;
        }
    }

    /** A cut costs at most what is not durable yet. */
    private Appended write(Upload upload, InputStream body, UploadBytes.Part part, Turn turn) throws IOException {
        long at = upload.receivedBytes();
        long durable = at;
        byte[] buffer = new byte[UploadBytes.BUFFER];
        try {
            for (int read = read(upload, at, body, buffer); read > 0; read = read(upload, at, body, buffer)) {
                if (!put(part, at, buffer, read, turn)) {
                    return standing(upload.id());
                }
                at += read;
                if (at - durable >= DURABLE_EVERY) {
                    if (!keep(upload, part, durable, at, turn)) {
                        return standing(upload.id());
                    }
                    durable = at;
                }
            }
        } catch (IOException e) {
            keep(upload, part, durable, at, turn);
            throw e;
        }
        return keep(upload, part, durable, at, turn) ? new Appended.At(at) : standing(upload.id());
    }

    /** A chunk with a checksum counts whole or not at all. */
    private Appended writeWhole(Upload upload, InputStream body, Checksum checksum, UploadBytes.Part part, Turn turn)
            throws IOException {
        long at = upload.receivedBytes();
        MessageDigest digest = UploadBytes.digest(checksum.algorithm());
        byte[] buffer = new byte[UploadBytes.BUFFER];
        for (int read = read(upload, at, body, buffer); read > 0; read = read(upload, at, body, buffer)) {
            if (!put(part, at, buffer, read, turn)) {
                return standing(upload.id());
            }
            digest.update(buffer, 0, read);
            at += read;
        }
        if (!MessageDigest.isEqual(digest.digest(), checksum.digest())) {
            return new Appended.ChecksumMismatch();
        }
        return keep(upload, part, upload.receivedBytes(), at, turn) ? new Appended.At(at) : standing(upload.id());
    }

    /** @return how much was read; nothing at the end of either the body or the file */
    private static int read(Upload upload, long at, InputStream body, byte[] buffer) throws IOException {
        long rest = upload.bytes() - at;
        return rest > 0 ? body.read(buffer, 0, (int) Math.min(buffer.length, rest)) : 0;
    }

    /** @return false when it is somebody else's turn */
    private static boolean put(UploadBytes.Part part, long at, byte[] buffer, int count, Turn turn) throws IOException {
        return turn.run(() -> {
                    part.write(at, buffer, count);
                    return Optional.of(count);
                })
                .isPresent();
    }

    /** @return false when it is somebody else's turn, or the upload was ended */
    private boolean keep(Upload upload, UploadBytes.Part part, long from, long to, Turn turn) throws IOException {
        if (from == to) {
            return true;
        }
        return turn.run(() -> {
                    part.force();
                    CrashPoints.reach("upload.before-offset");
                    return Optional.of(to).filter(end -> ledger.advance(upload.id(), from, end));
                })
                .isPresent();
    }

    /** What whoever is too late or overtaken is told. */
    private Appended standing(UploadId uploadId) {
        return ledger.byId(uploadId)
                .filter(upload -> !upload.isGone())
                .<Appended>map(upload -> new Appended.WrongOffset(upload.receivedBytes()))
                .orElseGet(Appended.Ended::new);
    }

    /** Ends an upload whose last byte is there: a crash may have come between it and the job. */
    void finishIfWhole(Upload known) throws IOException {
        if (!known.isWhole()) {
            return;
        }
        Optional<Turn> turn = writers.take(known.id());
        if (turn.isPresent()) {
            turn.get().run(() -> {
                Optional<Upload> upload = ledger.byId(known.id()).filter(Upload::isWhole);
                return upload.isEmpty() ? Optional.empty() : Optional.of(finish(upload.get()));
            });
        }
    }

    /** When the whole is not what was announced, the upload begins again. */
    private Appended finish(Upload upload) throws IOException {
        ObjectRef source = upload.source();
        String sha256 = bytes.sha256(upload.id(), source);
        if (upload.sha256() != null && !upload.sha256().equals(sha256)) {
            ledger.advance(upload.id(), upload.bytes(), 0);
            bytes.delete(upload.id());
            return new Appended.FileMismatch();
        }
        bytes.adopt(upload.id(), source);
        CrashPoints.reach("upload.after-store");
        ledger.complete(upload, source.key(), sha256);
        writers.forget(upload.id());
        return new Appended.At(upload.bytes());
    }
}
