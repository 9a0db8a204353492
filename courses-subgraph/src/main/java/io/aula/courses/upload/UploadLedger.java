package io.aula.courses.upload;

import io.aula.courses.idempotency.Once;
import io.aula.courses.job.JobService;
import io.aula.courses.job.Urgency;
import io.aula.courses.video.NewVideo;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is written down of uploads, each step a transaction: the upload, its video and its job change together. */
@Service
class UploadLedger {
    private static final int INTERACTIVE_A_DAY = 3;

    private final Uploads uploads;
    private final VideoService videos;
    private final JobService jobs;
    private final Once once;
    private final ApplicationEventPublisher told;
    private final UploadProperties bounds;
    private final Clock clock;

    UploadLedger(
            Uploads uploads,
            VideoService videos,
            JobService jobs,
            Once once,
            ApplicationEventPublisher told,
            UploadProperties bounds,
            Clock clock) {
        this.uploads = uploads;
        this.videos = videos;
        this.jobs = jobs;
        this.once = once;
        this.told = told;
        this.bounds = bounds;
        this.clock = clock;
    }

    Optional<Upload> byId(UploadId id) {
        return uploads.byId(id);
    }

    @Transactional
    UploadOutcome begin(String ownerId, Announced announced, String idempotencyKey) {
        return switch (once.run(ownerId, idempotencyKey, announced, () -> add(ownerId, announced, idempotencyKey))) {
            case Once.Outcome.Made(String id) ->
                uploads.byId(new UploadId(id))
                        .<UploadOutcome>map(UploadOutcome.Stands::new)
                        .orElseGet(() -> refused(new UploadRefusal.NoUpload(id))); // its video was deleted since
            case Once.Outcome.KeyReused() -> refused(new UploadRefusal.KeyReused());
            case Once.Outcome.KeyInvalid() -> refused(new UploadRefusal.KeyInvalid());
        };
    }

    private static UploadOutcome refused(UploadRefusal why) {
        return new UploadOutcome.Refused(why);
    }

    private String add(String ownerId, Announced announced, String idempotencyKey) {
        String videoId = Ids.next("vid");
        videos.announce(new NewVideo(
                videoId,
                ownerId,
                announced.filename(),
                announced.bytes(),
                announced.mimeType(),
                announced.spokenLocale()));
        Upload upload = new Upload(
                UploadId.next(),
                videoId,
                ownerId,
                announced.lessonId(),
                Upload.Status.CREATED,
                announced.bytes(),
                0,
                announced.sha256(),
                nextExpiry());
        uploads.add(upload, idempotencyKey);
        if (announced.lessonId() != null) {
            told.publishEvent(new UploadBegun(announced.lessonId(), videoId));
        }
        return upload.id().text();
    }

    Map<String, Upload> openOf(Collection<String> videoIds, String ownerId) {
        return uploads.openOf(videoIds, ownerId);
    }

    Optional<Upload> openOf(String videoId) {
        return uploads.openOf(videoId);
    }

    void forget(String videoId) {
        uploads.forget(videoId);
    }

    /** @return whether the upload was still open and stood there */
    boolean advance(UploadId id, long from, long to) {
        return uploads.advance(id, from, to, nextExpiry());
    }

    /** The object is stored; nothing happens when somebody was quicker. */
    @Transactional
    void complete(Upload upload, String objectKey, String sha256) {
        if (!uploads.end(upload.id(), Upload.Status.COMPLETE)) {
            return;
        }
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        boolean isBulk = videos.uploadedSince(upload.ownerId(), yesterday) >= INTERACTIVE_A_DAY;
        videos.uploaded(upload.videoId(), objectKey, sha256);
        jobs.queue(upload.videoId(), upload.lessonId(), isBulk ? Urgency.BULK : Urgency.INTERACTIVE);
    }

    /** @return whether the upload was still open */
    @Transactional
    boolean abort(Upload upload, Upload.Status status) {
        if (!uploads.end(upload.id(), status)) {
            return false;
        }
        videos.moveTo(upload.videoId(), Video.Status.FAILED);
        told.publishEvent(new UploadAbandoned(upload.videoId()));
        return true;
    }

    List<Upload> expired() {
        return uploads.expired(clock.instant());
    }

    private Instant nextExpiry() {
        return clock.instant().plus(bounds.keep());
    }
}
