package io.aula.courses.upload;

import io.aula.courses.image.StoredImage;
import io.aula.courses.video.Video;
import io.aula.media.ObjectRef;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bytes on their way. */
public record Upload(
        UploadId id,
        Content content,
        UserId ownerId,
        Status status,
        long bytes,
        long receivedBytes,
        @Nullable String sha256,
        Instant expiresAt) {

    /** What comes by it. */
    public sealed interface Content {
        /** @param lessonId that it began for, if for one */
        record OfVideo(VideoId id, @Nullable LessonId lessonId) implements Content {}

        record OfImage(ImageId id) implements Content {}
    }

    /** Where its bytes lie once they are whole. */
    ObjectRef source() {
        return switch (content) {
            case Content.OfVideo(VideoId video, LessonId lesson) -> new ObjectRef("uploads", Video.sourceKey(video));
            case Content.OfImage(ImageId image) -> StoredImage.uploadOf(image);
        };
    }

    /** Where an upload stands. */
    public enum Status {
        CREATED,
        RECEIVING,
        COMPLETE,
        EXPIRED,
        ABORTED
    }

    public boolean isOpen() {
        return status == Status.CREATED || status == Status.RECEIVING;
    }

    /** All bytes are there, and nothing was made of them yet. */
    boolean isWhole() {
        return isOpen() && receivedBytes == bytes;
    }

    /** It will never be whole. */
    boolean isGone() {
        return status == Status.EXPIRED || status == Status.ABORTED;
    }
}
