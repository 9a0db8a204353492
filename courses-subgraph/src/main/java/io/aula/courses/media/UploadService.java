package io.aula.courses.media;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.courses.idempotency.Once;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.Ids;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Begins uploads, and turns whole ones into work for the transcoder. */
@Service
public class UploadService {
    private static final List<String> ACCEPTED =
            List.of("video/mp4", "video/quicktime", "video/webm", "video/x-matroska", "video/x-msvideo", "video/mpeg");
    private static final int INTERACTIVE_A_DAY = 3;

    private final Uploads uploads;
    private final Videos videos;
    private final MediaJobs jobs;
    private final CatalogService catalog;
    private final Once once;
    private final ApplicationEventPublisher told;
    private final UploadProperties bounds;
    private final Clock clock;

    UploadService(
            Uploads uploads,
            Videos videos,
            MediaJobs jobs,
            CatalogService catalog,
            Once once,
            ApplicationEventPublisher told,
            UploadProperties bounds,
            Clock clock) {
        this.uploads = uploads;
        this.videos = videos;
        this.jobs = jobs;
        this.catalog = catalog;
        this.once = once;
        this.told = told;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** What is announced before the first byte. */
    public record Announced(
            String filename,
            long bytes,
            String mimeType,
            @Nullable String sha256,
            @Nullable String lessonId,
            @Nullable String spokenLocale) {}

    @Transactional
    public Upload begin(Caller caller, Announced announced, String idempotencyKey) {
        if (!caller.hasRole("INSTRUCTOR") && !caller.hasRole("ADMIN")) {
            throw new Refusal(UserError.forbidden("INSTRUCTOR"));
        }
        check(caller, announced);
        String id = once.run(caller.userId(), idempotencyKey, announced, () -> add(caller, announced, idempotencyKey));
        return uploads.byId(id).orElseThrow();
    }

    private String add(Caller caller, Announced announced, String idempotencyKey) {
        String videoId = Ids.next("vid");
        videos.add(
                videoId,
                caller.userId(),
                announced.filename(),
                announced.bytes(),
                announced.mimeType(),
                announced.spokenLocale());
        Upload upload = new Upload(
                Ids.next("upl"),
                videoId,
                caller.userId(),
                announced.lessonId(),
                Upload.Status.CREATED,
                announced.bytes(),
                0,
                announced.sha256(),
                clock.instant().plus(bounds.keep()));
        uploads.add(upload, idempotencyKey);
        if (announced.lessonId() != null) {
            told.publishEvent(new VideoAttached(announced.lessonId(), videoId));
        }
        return upload.id();
    }

    private void check(Caller caller, Announced announced) {
        if (announced.bytes() <= 0) {
            throw rejected(
                    "EMPTY_FILE", "El archivo está vacío. Elige otro.", "The file is empty. Choose another one.");
        }
        if (announced.bytes() > bounds.maxBytes().toBytes()) {
            long most = bounds.maxBytes().toGigabytes();
            throw rejected(
                    "TOO_LARGE",
                    "El archivo pasa de " + most + " GB. Divide el vídeo o comprímelo.",
                    "The file is larger than " + most + " GB. Split the video or compress it.");
        }
        if (!ACCEPTED.contains(announced.mimeType())) {
            throw rejected(
                    "TYPE_NOT_ACCEPTED",
                    "Ese archivo no es un vídeo que aceptemos. Súbelo como MP4, MOV, WebM, MKV, AVI o MPEG.",
                    "That file is no video that we take. Upload it as MP4, MOV, WebM, MKV, AVI or MPEG.");
        }
        if (videos.bytesOf(caller.userId()) + announced.bytes()
                > bounds.quotaBytes().toBytes()) {
            throw rejected(
                    "QUOTA_EXCEEDED",
                    "No te queda espacio para este archivo. Borra algún vídeo que ya no uses.",
                    "You have no space left for this file. Delete a video that you no longer use.");
        }
        if (announced.sha256() != null && !announced.sha256().matches("[0-9a-f]{64}")) {
            throw new Refusal(UserError.invalid(
                    "SHA256_INVALID",
                    "El sha-256 lleva 64 cifras hexadecimales.",
                    "A sha-256 has 64 hexadecimal digits.",
                    "sha256"));
        }
        if (announced.lessonId() != null) {
            Optional<Lesson> lesson =
                    Optional.ofNullable(catalog.visibleLessons(List.of(announced.lessonId()), Optional.of(caller))
                            .get(announced.lessonId()));
            if (lesson.isEmpty() || !catalog.isStaff(lesson.get().courseId(), caller)) {
                throw new Refusal(UserError.notFound(announced.lessonId()));
            }
        }
    }

    private Refusal rejected(String code, String spanish, String english) {
        return new Refusal(new UserError.UploadRejectedError(
                code,
                Messages.of(spanish, english),
                List.of("input"),
                bounds.maxBytes().toBytes(),
                ACCEPTED));
    }

    public Optional<Upload> own(String id, Caller caller) {
        return uploads.byId(id).filter(upload -> upload.ownerId().equals(caller.userId()));
    }

    /** The object is stored: upload, video, job and event change together or not at all. */
    @Transactional
    public void complete(Upload upload, String objectKey, String sha256) {
        if (!uploads.end(upload.id(), Upload.Status.COMPLETE)) {
            return; // somebody was quicker
        }
        boolean isBulk =
                videos.uploadedSince(upload.ownerId(), clock.instant().minus(Duration.ofDays(1))) >= INTERACTIVE_A_DAY;
        videos.uploaded(upload.videoId(), objectKey, sha256);
        jobs.queue(
                upload.videoId(), upload.lessonId(), isBulk ? MediaJobs.JobClass.BULK : MediaJobs.JobClass.INTERACTIVE);
    }

    @Transactional
    public boolean abort(Upload upload, Upload.Status status) {
        if (!uploads.end(upload.id(), status)) {
            return false;
        }
        videos.moveTo(upload.videoId(), Video.Status.FAILED);
        return true;
    }
}
