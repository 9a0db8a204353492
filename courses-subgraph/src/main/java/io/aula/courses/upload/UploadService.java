package io.aula.courses.upload;

import io.aula.media.StorageException;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Begins uploads, takes their bytes and ends them. */
@Service
class UploadService {
    private static final Logger LOG = LoggerFactory.getLogger(UploadService.class);

    private final Admission admission;
    private final UploadReceiver receiver;
    private final UploadLedger ledger;
    private final UploadBytes bytes;
    private final Writers writers;

    UploadService(
            Admission admission, UploadReceiver receiver, UploadLedger ledger, UploadBytes bytes, Writers writers) {
        this.admission = admission;
        this.receiver = receiver;
        this.ledger = ledger;
        this.bytes = bytes;
        this.writers = writers;
    }

    UploadOutcome begin(Caller caller, Announced announced, String idempotencyKey) {
        return admission
                .refusal(caller, announced)
                .<UploadOutcome>map(UploadOutcome.Refused::new)
                .orElseGet(() -> ledger.begin(caller.user(), announced, idempotencyKey));
    }

    UploadOutcome begin(Caller caller, AnnouncedImage announced, String idempotencyKey) {
        return admission
                .refusal(caller, announced)
                .<UploadOutcome>map(UploadOutcome.Refused::new)
                .orElseGet(() -> ledger.begin(caller.user(), announced, idempotencyKey));
    }

    /** Gives the caller's upload up, unless it has ended already. */
    UploadOutcome cancel(Caller caller, UploadId id) {
        own(id, caller).ifPresent(this::cancel);
        return own(id, caller)
                .<UploadOutcome>map(UploadOutcome.Stands::new)
                .orElseGet(() -> new UploadOutcome.Refused(new UploadRefusal.NoUpload(id.text())));
    }

    MediaQuota quota(Caller caller) {
        return admission.quota(caller);
    }

    /** Those of the caller's uploads that are under way, by video. */
    Map<VideoId, Upload> openOf(Collection<VideoId> videoIds, Optional<Caller> caller) {
        return caller.map(each -> ledger.openOf(videoIds, each.user())).orElseGet(Map::of);
    }

    /** A stranger's upload does not exist. */
    Optional<Upload> own(UploadId id, Caller caller) {
        return ledger.byId(id).filter(upload -> upload.ownerId().equals(caller.user()));
    }

    Appended append(Upload upload, long offset, InputStream body, @Nullable Checksum checksum) throws IOException {
        return receiver.append(upload, offset, body, checksum);
    }

    /** Ends an upload whose last byte is there: a crash may have come between it and the job. */
    void finishIfWhole(Upload upload) throws IOException {
        receiver.finishIfWhole(upload);
    }

    void cancel(Upload upload) {
        discard(upload, Upload.Status.ABORTED);
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void expire() {
        ledger.expired().forEach(upload -> discard(upload, Upload.Status.EXPIRED));
    }

    /** Ends the upload of a video that is deleted, within that transaction; its bytes go after it. */
    void giveUp(VideoId videoId) {
        ledger.openOf(videoId).ifPresent(upload -> {
            writers.stop(upload.id());
            ledger.abort(upload, Upload.Status.ABORTED);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    removeBytes(upload);
                }
            });
        });
    }

    void forget(VideoId videoId) {
        ledger.forget(videoId);
    }

    private void discard(Upload upload, Upload.Status status) {
        writers.stop(upload.id());
        if (ledger.abort(upload, status)) {
            removeBytes(upload);
        }
    }

    private void removeBytes(Upload upload) {
        try {
            bytes.deleteAbandoned(upload.id(), upload.source());
            LOG.info("Upload {} has ended, and what had come of it is removed", upload.id());
        } catch (IOException | StorageException e) {
            LOG.warn("Upload {}, which was ended, keeps its bytes", upload.id(), e);
        }
        writers.forget(upload.id());
    }
}
