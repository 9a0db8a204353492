package io.aula.courses.upload;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.video.Kept;
import io.aula.courses.video.VideoService;
import io.aula.platform.security.Caller;
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
            "video/3gpp");

    private static final Set<String> SAYS_NOTHING = Set.of("", "application/octet-stream");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final VideoService videos;
    private final CatalogService catalog;
    private final UploadProperties bounds;

    Admission(VideoService videos, CatalogService catalog, UploadProperties bounds) {
        this.videos = videos;
        this.catalog = catalog;
        this.bounds = bounds;
    }

    /** Nothing when the file may come. */
    Optional<UploadRefusal> refusal(Caller caller, Announced announced) {
        if (!caller.hasRole("INSTRUCTOR") && !caller.hasRole("ADMIN")) {
            return Optional.of(new UploadRefusal.NoInstructor());
        }
        return ofFile(announced).or(() -> ofQuota(caller, announced)).or(() -> ofLesson(caller, announced));
    }

    private Optional<UploadRefusal> ofFile(Announced announced) {
        if (announced.bytes() <= 0) {
            return Optional.of(new UploadRefusal.EmptyFile(taken()));
        }
        if (announced.bytes() > bounds.maxBytes().toBytes()) {
            return Optional.of(new UploadRefusal.TooLarge(taken()));
        }
        if (!mayBeVideo(announced.mimeType())) {
            return Optional.of(new UploadRefusal.NoVideo(taken()));
        }
        boolean isSum =
                announced.sha256() == null || SHA256.matcher(announced.sha256()).matches();
        return isSum ? Optional.empty() : Optional.of(new UploadRefusal.ChecksumInvalid());
    }

    private UploadRefusal.Taken taken() {
        return new UploadRefusal.Taken(bounds.maxBytes().toBytes(), ACCEPTED);
    }

    /** The browser's word is believed only where it says that this is something else altogether. */
    static boolean mayBeVideo(String mimeType) {
        int parameters = mimeType.indexOf(';');
        String type = (parameters < 0 ? mimeType : mimeType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return SAYS_NOTHING.contains(type) || type.startsWith("video/");
    }

    private Optional<UploadRefusal> ofQuota(Caller caller, Announced announced) {
        MediaQuota quota = quota(caller);
        return announced.bytes() <= quota.allowedBytes() - quota.usedBytes()
                ? Optional.empty()
                : Optional.of(new UploadRefusal.QuotaExceeded(taken(), quota));
    }

    /** What is deleted counts until it is deleted for good. */
    MediaQuota quota(Caller caller) {
        Kept kept = videos.kept(caller.userId());
        return new MediaQuota(bounds.quotaBytes().toBytes(), kept.bytes(), kept.deletedBytes());
    }

    private Optional<UploadRefusal> ofLesson(Caller caller, Announced announced) {
        String id = announced.lessonId();
        if (id == null) {
            return Optional.empty();
        }
        Lesson lesson = catalog.visibleLessons(List.of(id), Optional.of(caller)).get(id);
        return lesson != null && catalog.isStaff(lesson.courseId(), caller)
                ? Optional.empty()
                : Optional.of(new UploadRefusal.NoLesson(id));
    }
}
