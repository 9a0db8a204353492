package io.aula.courses.upload;

import static io.aula.courses.db.Tables.UPLOAD;

import io.aula.courses.upload.Upload.Content.OfImage;
import io.aula.courses.upload.Upload.Content.OfVideo;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes uploads. */
@Repository
class Uploads {
    private static final Condition IS_OPEN = UPLOAD.STATUS.in("CREATED", "RECEIVING");

    private final DSLContext db;

    Uploads(DSLContext db) {
        this.db = db;
    }

    void add(Upload upload, String idempotencyKey) {
        Upload.Content content = upload.content();
        db.insertInto(UPLOAD)
                .set(UPLOAD.ID, upload.id())
                .set(UPLOAD.VIDEO_ID, content instanceof OfVideo(VideoId id, LessonId lesson) ? id : null)
                .set(UPLOAD.LESSON_ID, content instanceof OfVideo(VideoId id, LessonId lesson) ? lesson : null)
                .set(UPLOAD.IMAGE_ID, content instanceof OfImage(ImageId id) ? id : null)
                .set(UPLOAD.OWNER_ID, upload.ownerId())
                .set(UPLOAD.BYTES, upload.bytes())
                .set(UPLOAD.SHA256, upload.sha256())
                .set(UPLOAD.IDEMPOTENCY_KEY, idempotencyKey)
                .set(UPLOAD.EXPIRES_AT, upload.expiresAt())
                .execute();
    }

    Optional<Upload> byId(UploadId id) {
        return db.selectFrom(UPLOAD).where(UPLOAD.ID.eq(id)).fetchOptional(Uploads::upload);
    }

    /** A video has one upload, so at most one is open. */
    Map<VideoId, Upload> openOf(Collection<VideoId> videoIds, UserId ownerId) {
        return db.selectFrom(UPLOAD)
                .where(UPLOAD.VIDEO_ID.in(videoIds), UPLOAD.OWNER_ID.eq(ownerId), IS_OPEN)
                .fetchMap(UPLOAD.VIDEO_ID, Uploads::upload);
    }

    Optional<Upload> openOf(VideoId videoId) {
        return db.selectFrom(UPLOAD).where(UPLOAD.VIDEO_ID.eq(videoId), IS_OPEN).fetchOptional(Uploads::upload);
    }

    void forget(VideoId videoId) {
        db.deleteFrom(UPLOAD).where(UPLOAD.VIDEO_ID.eq(videoId)).execute();
    }

    /** @return whether the upload was still open and stood there: of two writers one goes on */
    boolean advance(UploadId id, long from, long to, Instant expiresAt) {
        return db.update(UPLOAD)
                        .set(UPLOAD.RECEIVED_BYTES, to)
                        .set(UPLOAD.STATUS, Upload.Status.RECEIVING.name())
                        .set(UPLOAD.EXPIRES_AT, expiresAt)
                        .where(UPLOAD.ID.eq(id), UPLOAD.RECEIVED_BYTES.eq(from), IS_OPEN)
                        .execute()
                == 1;
    }

    /** @return whether this call ended it */
    boolean end(UploadId id, Upload.Status status) {
        return db.update(UPLOAD)
                        .set(UPLOAD.STATUS, status.name())
                        .where(UPLOAD.ID.eq(id), IS_OPEN)
                        .execute()
                == 1;
    }

    List<Upload> expired(Instant now) {
        return db.selectFrom(UPLOAD)
                .where(IS_OPEN, UPLOAD.EXPIRES_AT.lt(now))
                .limit(100)
                .fetch(Uploads::upload);
    }

    private static Upload upload(Record found) {
        @Nullable LessonId lessonId = found.get(UPLOAD.LESSON_ID);
        @Nullable ImageId imageId = found.get(UPLOAD.IMAGE_ID);
        return new Upload(
                found.get(UPLOAD.ID),
                imageId == null ? new OfVideo(found.get(UPLOAD.VIDEO_ID), lessonId) : new OfImage(imageId),
                found.get(UPLOAD.OWNER_ID),
                Upload.Status.valueOf(found.get(UPLOAD.STATUS)),
                found.get(UPLOAD.BYTES),
                found.get(UPLOAD.RECEIVED_BYTES),
                found.get(UPLOAD.SHA256),
                found.get(UPLOAD.EXPIRES_AT));
    }
}
