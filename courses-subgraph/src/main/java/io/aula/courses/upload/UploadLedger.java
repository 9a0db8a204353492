package io.aula.courses.upload;

import io.aula.courses.idempotency.Once;
import io.aula.courses.image.ImageService;
import io.aula.courses.image.NewImage;
import io.aula.courses.job.JobService;
import io.aula.courses.job.Urgency;
import io.aula.courses.upload.Upload.Content.OfImage;
import io.aula.courses.upload.Upload.Content.OfVideo;
import io.aula.courses.video.NewVideo;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final ImageService images;
    private final Once once;
    private final ApplicationEventPublisher told;
    private final UploadProperties bounds;
    private final Clock clock;

    UploadLedger(
            Uploads uploads,
            VideoService videos,
            JobService jobs,
            ImageService images,
            Once once,
            ApplicationEventPublisher told,
            UploadProperties bounds,
            Clock clock) {
        this.uploads = uploads;
        this.videos = videos;
        this.jobs = jobs;
        this.images = images;
        this.once = once;
        this.told = told;
        this.bounds = bounds;
        this.clock = clock;
    }

    Optional<Upload> byId(UploadId id) {
        return uploads.byId(id);
    }

    @Transactional
    UploadOutcome begin(UserId ownerId, Announced announced, String idempotencyKey) {
        return begun(
                once.run(ownerId.text(), idempotencyKey, announced, () -> add(ownerId, announced, idempotencyKey)));
    }

    @Transactional
    UploadOutcome begin(UserId ownerId, AnnouncedImage announced, String idempotencyKey) {
        return begun(
                once.run(ownerId.text(), idempotencyKey, announced, () -> add(ownerId, announced, idempotencyKey)));
    }

    private UploadOutcome begun(Once.Outcome outcome) {
        return switch (outcome) {
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

    private String add(UserId ownerId, Announced announced, String idempotencyKey) {
        VideoId videoId = VideoId.next();
        videos.announce(new NewVideo(
                videoId,
                ownerId,
                announced.filename(),
                announced.bytes(),
                announced.mimeType(),
                announced.spokenLocale()));
        Upload upload =
                fresh(new OfVideo(videoId, announced.lessonId()), ownerId, announced.bytes(), announced.sha256());
        uploads.add(upload, idempotencyKey);
        if (announced.lessonId() != null) {
            told.publishEvent(new UploadBegun(announced.lessonId(), videoId));
        }
        return upload.id().text();
    }

    private String add(UserId ownerId, AnnouncedImage announced, String idempotencyKey) {
        NewImage image = NewImage.uploaded(ownerId, announced.purpose(), announced.crop(), announced.background());
        images.announce(image);
        Upload upload = fresh(new OfImage(image.id()), ownerId, announced.bytes(), announced.sha256());
        uploads.add(upload, idempotencyKey);
        return upload.id().text();
    }

    private Upload fresh(Upload.Content content, UserId ownerId, long bytes, @Nullable String sha256) {
        return new Upload(UploadId.next(), content, ownerId, Upload.Status.CREATED, bytes, 0, sha256, nextExpiry());
    }

    Map<VideoId, Upload> openOf(Collection<VideoId> videoIds, UserId ownerId) {
        return uploads.openOf(videoIds, ownerId);
    }

    Optional<Upload> openOf(VideoId videoId) {
        return uploads.openOf(videoId);
    }

    void forget(VideoId videoId) {
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
        switch (upload.content()) {
            case OfVideo(VideoId id, LessonId lessonId) -> complete(upload, id, lessonId, objectKey, sha256);
            case OfImage(ImageId id) -> images.uploaded(id);
        }
    }

    private void complete(
            Upload upload, VideoId videoId, @Nullable LessonId lessonId, String objectKey, String sha256) {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        boolean isBulk = videos.uploadedSince(upload.ownerId(), yesterday) >= INTERACTIVE_A_DAY;
        videos.uploaded(videoId, objectKey, sha256);
        jobs.queue(videoId, lessonId, isBulk ? Urgency.BULK : Urgency.INTERACTIVE);
    }

    /** @return whether the upload was still open */
    @Transactional
    boolean abort(Upload upload, Upload.Status status) {
        if (!uploads.end(upload.id(), status)) {
            return false;
        }
        switch (upload.content()) {
            case OfVideo(VideoId id, LessonId lessonId) -> {
                videos.moveTo(id, Video.Status.FAILED);
                told.publishEvent(new UploadAbandoned(id));
                // Cancelled or forgotten, it leaves no failed video in its lesson.
                videos.takenBack(id);
            }
            case OfImage(ImageId id) -> images.abandoned(id);
        }
        return true;
    }

    List<Upload> expired() {
        return uploads.expired(clock.instant());
    }

    private Instant nextExpiry() {
        return clock.instant().plus(bounds.keep());
    }
}
