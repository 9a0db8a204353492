package io.aula.courses.upload;

import io.aula.courses.graphql.UserError;
import io.aula.platform.graphql.Messages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The upload, or why there is none, in the words of the schema. */
record UploadPayload(@Nullable Upload upload, List<UserError> userErrors) {

    static UploadPayload of(UploadOutcome outcome) {
        return switch (outcome) {
            case UploadOutcome.Stands(Upload upload) -> new UploadPayload(upload, List.of());
            case UploadOutcome.Refused(UploadRefusal why) -> new UploadPayload(null, List.of(error(why)));
        };
    }

    private static UserError error(UploadRefusal refusal) {
        return switch (refusal) {
            case UploadRefusal.NoInstructor() -> UserError.forbidden("INSTRUCTOR");
            case UploadRefusal.EmptyFile(UploadRefusal.Taken taken) ->
                rejected(
                        "EMPTY_FILE",
                        taken,
                        Messages.of("El archivo está vacío. Elige otro.", "The file is empty. Choose another one."));
            case UploadRefusal.TooLarge(UploadRefusal.Taken taken) -> rejected("TOO_LARGE", taken, tooLarge(taken));
            case UploadRefusal.NoVideo(UploadRefusal.Taken taken) ->
                rejected(
                        "TYPE_NOT_ACCEPTED",
                        taken,
                        Messages.of(
                                "Ese archivo no es un vídeo que aceptemos. Súbelo como MP4, MOV, WebM, MKV, AVI o MPEG.",
                                "That file is no video that we take. Upload it as MP4, MOV, WebM, MKV, AVI or MPEG."));
            case UploadRefusal.QuotaExceeded(UploadRefusal.Taken taken, MediaQuota quota) ->
                rejected("QUOTA_EXCEEDED", taken, full(quota));
            case UploadRefusal.ChecksumInvalid() ->
                UserError.invalid(
                        "SHA256_INVALID",
                        "El sha-256 lleva 64 cifras hexadecimales.",
                        "A sha-256 has 64 hexadecimal digits.",
                        "sha256");
            case UploadRefusal.NoLesson(String id) -> UserError.notFound(id);
            case UploadRefusal.NoUpload(String id) -> UserError.notFound(id);
            case UploadRefusal.KeyReused() -> UserError.keyReused();
            case UploadRefusal.KeyInvalid() -> UserError.keyInvalid();
        };
    }

    private static UserError rejected(String code, UploadRefusal.Taken taken, String message) {
        return new UserError.UploadRejectedError(code, message, List.of("input"), taken.maxBytes(), taken.types());
    }

    private static String tooLarge(UploadRefusal.Taken taken) {
        long most = taken.maxBytes() >> 30;
        return Messages.of(
                "El archivo pasa de " + most + " GB. Divide el vídeo o comprímelo.",
                "The file is larger than " + most + " GB. Split the video or compress it.");
    }

    private static String full(MediaQuota quota) {
        if (quota.deletedBytes() == 0) {
            return Messages.of(
                    "No te queda espacio para este archivo. Borra para siempre, en la página de tus vídeos, alguno que ya no uses.",
                    "You have no space left for this file. On the page of your videos, delete one for good that you no longer use.");
        }
        String deleted = MediaQuota.gigabytes(quota.deletedBytes());
        return Messages.of(
                "No te queda espacio para este archivo. Tus vídeos borrados ocupan " + deleted
                        + " GB hasta que los borres para siempre: hazlo en la página de tus vídeos.",
                "You have no space left for this file. Your deleted videos take " + deleted
                        + " GB until you delete them for good: do so on the page of your videos.");
    }
}
