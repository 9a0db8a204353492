package io.aula.courses.upload;

import java.util.List;

/** Why no upload was begun or ended; {@link UploadPayload} says it to the person. */
sealed interface UploadRefusal {
    /** What files are taken. */
    record Taken(long maxBytes, List<String> types) {
        public Taken {
            types = List.copyOf(types);
        }
    }

    /** Only who teaches uploads. */
    record NoInstructor() implements UploadRefusal {}

    /** @param longest in characters */
    record NameInvalid(int longest) implements UploadRefusal {}

    record EmptyFile(Taken taken) implements UploadRefusal {}

    record TooLarge(Taken taken) implements UploadRefusal {}

    record NoVideo(Taken taken) implements UploadRefusal {}

    record NoPicture(Taken taken) implements UploadRefusal {}

    /** Nothing shows the pictures that the person sent today. */
    record TooManyPictures(Taken taken) implements UploadRefusal {}

    record CropInvalid() implements UploadRefusal {}

    record BackgroundInvalid() implements UploadRefusal {}

    /** @param quota of which what is deleted can be freed */
    record QuotaExceeded(Taken taken, MediaQuota quota) implements UploadRefusal {}

    record ChecksumInvalid() implements UploadRefusal {}

    /** There is no such lesson, or it is not the caller's to teach. */
    record NoLesson(String id) implements UploadRefusal {}

    /** The lesson is an article. */
    record NoVideoLesson() implements UploadRefusal {}

    /** There is none, or not any more. */
    record NoUpload(String id) implements UploadRefusal {}

    record KeyReused() implements UploadRefusal {}

    record KeyInvalid() implements UploadRefusal {}
}
