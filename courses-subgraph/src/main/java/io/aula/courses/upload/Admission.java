package io.aula.courses.upload;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.courses.video.Kept;
import io.aula.courses.video.VideoService;
import io.aula.platform.graphql.Messages;
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

    void check(Caller caller, Announced announced) {
        if (!caller.hasRole("INSTRUCTOR") && !caller.hasRole("ADMIN")) {
            throw new Refusal(UserError.forbidden("INSTRUCTOR"));
        }
        checkFile(announced);
        checkQuota(caller, announced);
        checkLesson(caller, announced);
    }

    private void checkFile(Announced announced) {
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
        if (!mayBeVideo(announced.mimeType())) {
            throw rejected(
                    "TYPE_NOT_ACCEPTED",
                    "Ese archivo no es un vídeo que aceptemos. Súbelo como MP4, MOV, WebM, MKV, AVI o MPEG.",
                    "That file is no video that we take. Upload it as MP4, MOV, WebM, MKV, AVI or MPEG.");
        }
        if (announced.sha256() != null && !SHA256.matcher(announced.sha256()).matches()) {
            throw new Refusal(UserError.invalid(
                    "SHA256_INVALID",
                    "El sha-256 lleva 64 cifras hexadecimales.",
                    "A sha-256 has 64 hexadecimal digits.",
                    "sha256"));
        }
    }

    /** The browser's word is believed only where it says that this is something else altogether. */
    static boolean mayBeVideo(String mimeType) {
        int parameters = mimeType.indexOf(';');
        String type = (parameters < 0 ? mimeType : mimeType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return SAYS_NOTHING.contains(type) || type.startsWith("video/");
    }

    private void checkQuota(Caller caller, Announced announced) {
        MediaQuota quota = quota(caller);
        if (announced.bytes() <= quota.allowedBytes() - quota.usedBytes()) {
            return;
        }
        throw quota.deletedBytes() > 0
                ? rejected(
                        "QUOTA_EXCEEDED",
                        "No te queda espacio para este archivo. Tus vídeos borrados ocupan "
                                + MediaQuota.gigabytes(quota.deletedBytes())
                                + " GB hasta que los borres para siempre: hazlo en la página de tus vídeos.",
                        "You have no space left for this file. Your deleted videos take "
                                + MediaQuota.gigabytes(quota.deletedBytes())
                                + " GB until you delete them for good: do so on the page of your videos.")
                : rejected(
                        "QUOTA_EXCEEDED",
                        "No te queda espacio para este archivo. Borra para siempre, en la página de tus vídeos, alguno que ya no uses.",
                        "You have no space left for this file. On the page of your videos, delete one for good that you no longer use.");
    }

    /** What is deleted counts until it is deleted for good. */
    MediaQuota quota(Caller caller) {
        Kept kept = videos.kept(caller.userId());
        return new MediaQuota(bounds.quotaBytes().toBytes(), kept.bytes(), kept.deletedBytes());
    }

    private void checkLesson(Caller caller, Announced announced) {
        String id = announced.lessonId();
        if (id == null) {
            return;
        }
        Optional<Lesson> lesson = Optional.ofNullable(
                catalog.visibleLessons(List.of(id), Optional.of(caller)).get(id));
        if (lesson.isEmpty() || !catalog.isStaff(lesson.get().courseId(), caller)) {
            throw new Refusal(UserError.notFound(id));
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
}
