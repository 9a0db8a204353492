package io.aula.courses.upload;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.image.ImagePurpose;
import io.aula.courses.image.ImageService;
import io.aula.courses.video.Kept;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.LessonId;
import io.aula.platform.security.Caller;
import io.aula.platform.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/** Decides before the first byte whether a file can be taken. */
@Service
class Admission {
    /** What is offered to file pickers. The container decides once the file is there: browsers know few types by name. */
    private static final List<String> ACCEPTED = List.of(
            "video/mp4",
            "video/quicktime",
            "video/webm",
            "video/x-matroska",
            "video/matroska",
            "video/x-msvideo",
            "video/avi",
            "video/mpeg",
            "video/mp2t",
            "video/x-m4v",
            "video/3gpp",
            "video/ogg",
            "video/x-flv",
            "audio/mpeg",
            "audio/mp4",
            "audio/x-m4a",
            "audio/aac",
            "audio/wav",
            "audio/x-wav",
            "audio/flac",
            "audio/ogg",
            "audio/aiff",
            "audio/amr");

    private static final Set<String> SAYS_NOTHING = Set.of("", "application/octet-stream");
    /** What some systems call a film: by its container, or by another trade's files of the same ending ({@code .ts}). */
    private static final Set<String> OF_FILMS =
            Set.of("application/ogg", "application/mp4", "application/x-matroska", "text/vnd.trolltech.linguist");

    private static final List<String> ACCEPTED_IMAGES =
            List.of("image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "image/heic", "image/heif");

    private static final long MOST_IMAGE_BYTES = 20L << 20;
    /** In characters; no file system that people use has longer ones. */
    private static final int LONGEST_NAME = 255;

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final VideoService videos;
    private final CatalogService catalog;
    private final ImageService images;
    private final UploadProperties bounds;

    Admission(VideoService videos, CatalogService catalog, ImageService images, UploadProperties bounds) {
        this.videos = videos;
        this.catalog = catalog;
        this.images = images;
        this.bounds = bounds;
    }

    /** Nothing when the file may come. */
    Optional<UploadRefusal> refusal(Caller caller, Announced announced) {
        if (!caller.hasRole("INSTRUCTOR") && !caller.hasRole("ADMIN")) {
            return Optional.of(new UploadRefusal.NoInstructor());
        }
        return ofFile(announced).or(() -> ofQuota(caller, announced)).or(() -> ofLesson(caller, announced));
    }

    /** A photo anybody may have; what courses and videos show comes from those who teach. */
    Optional<UploadRefusal> refusal(Caller caller, AnnouncedImage announced) {
        boolean isTeacher = caller.hasRole("INSTRUCTOR") || caller.hasRole("ADMIN");
        if (announced.purpose() != ImagePurpose.AVATAR && !isTeacher) {
            return Optional.of(new UploadRefusal.NoInstructor());
        }
        if (!isName(announced.filename())) {
            return Optional.of(new UploadRefusal.NameInvalid(LONGEST_NAME));
        }
        if (announced.bytes() <= 0) {
            return Optional.of(new UploadRefusal.EmptyFile(takenImages()));
        }
        if (announced.bytes() > MOST_IMAGE_BYTES) {
            return Optional.of(new UploadRefusal.TooLarge(takenImages()));
        }
        String type = plain(announced.mimeType());
        if (!SAYS_NOTHING.contains(type) && !type.startsWith("image/")) {
            return Optional.of(new UploadRefusal.NoPicture(takenImages()));
        }
        if (announced.sha256() != null && !SHA256.matcher(announced.sha256()).matches()) {
            return Optional.of(new UploadRefusal.ChecksumInvalid());
        }
        if (announced.crop() != null && !announced.crop().isInside()) {
            return Optional.of(new UploadRefusal.CropInvalid());
        }
        if (!COLOUR.matcher(announced.background()).matches()) {
            return Optional.of(new UploadRefusal.BackgroundInvalid());
        }
        return images.hasTooMany(caller.user())
                ? Optional.of(new UploadRefusal.TooManyPictures(takenImages()))
                : Optional.empty();
    }

    private static UploadRefusal.Taken takenImages() {
        return new UploadRefusal.Taken(MOST_IMAGE_BYTES, ACCEPTED_IMAGES);
    }

    private Optional<UploadRefusal> ofFile(Announced announced) {
        if (!isName(announced.filename())) {
            return Optional.of(new UploadRefusal.NameInvalid(LONGEST_NAME));
        }
        if (announced.bytes() <= 0) {
            return Optional.of(new UploadRefusal.EmptyFile(taken()));
        }
        if (announced.bytes() > bounds.maxBytes().toBytes()) {
            return Optional.of(new UploadRefusal.TooLarge(taken()));
        }
        if (!mayBeFilm(announced.mimeType())) {
            return Optional.of(new UploadRefusal.NoVideo(taken()));
        }
        boolean isSum =
                announced.sha256() == null || SHA256.matcher(announced.sha256()).matches();
        return isSum ? Optional.empty() : Optional.of(new UploadRefusal.ChecksumInvalid());
    }

    /** People know their files by it: it is shown in lists and looked for. */
    private static boolean isName(String filename) {
        return !PlainText.isBlank(filename) && filename.length() <= LONGEST_NAME;
    }

    private UploadRefusal.Taken taken() {
        return new UploadRefusal.Taken(bounds.maxBytes().toBytes(), ACCEPTED);
    }

    /** The browser's word is believed only where it says that this is something else altogether. */
    private static boolean mayBeFilm(String mimeType) {
        String type = plain(mimeType);
        return SAYS_NOTHING.contains(type)
                || OF_FILMS.contains(type)
                || type.startsWith("video/")
                || type.startsWith("audio/");
    }

    private static String plain(String mimeType) {
        int parameters = mimeType.indexOf(';');
        return (parameters < 0 ? mimeType : mimeType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private Optional<UploadRefusal> ofQuota(Caller caller, Announced announced) {
        MediaQuota quota = quota(caller);
        return announced.bytes() <= quota.allowedBytes() - quota.usedBytes()
                ? Optional.empty()
                : Optional.of(new UploadRefusal.QuotaExceeded(taken(), quota));
    }

    /** What is deleted counts until it is deleted for good. */
    MediaQuota quota(Caller caller) {
        Kept kept = videos.kept(caller.user());
        return new MediaQuota(bounds.quotaBytes().toBytes(), kept.bytes(), kept.deletedBytes());
    }

    private Optional<UploadRefusal> ofLesson(Caller caller, Announced announced) {
        LessonId id = announced.lessonId();
        if (id == null) {
            return Optional.empty();
        }
        Lesson lesson = catalog.visibleLessons(List.of(id), Optional.of(caller)).get(id);
        if (lesson == null || !catalog.isStaff(lesson.courseId(), caller)) {
            return Optional.of(new UploadRefusal.NoLesson(id.text()));
        }
        return lesson.kind() == Lesson.Kind.VIDEO ? Optional.empty() : Optional.of(new UploadRefusal.NoVideoLesson());
    }
}
