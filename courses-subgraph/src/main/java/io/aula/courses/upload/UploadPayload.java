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
            case UploadRefusal.NameInvalid(int longest) ->
                UserError.invalid(
                        "FILENAME_INVALID",
                        "El nombre del archivo tiene de 1 a " + longest
                                + " caracteres que se ven. Cámbialo y vuelve a subirlo.",
                        "A file's name has 1 to " + longest
                                + " characters that can be seen. Change it and upload it again.",
                        "filename");
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
                                "Ese archivo no es vídeo ni audio que aceptemos. Súbelo como MP4, MOV, WebM, MKV, AVI o MPEG; el audio, como MP3, M4A, WAV o FLAC.",
                                "That file is neither video nor sound that we take. Upload it as MP4, MOV, WebM, MKV, AVI or MPEG; sound as MP3, M4A, WAV or FLAC."));
            case UploadRefusal.NoPicture(UploadRefusal.Taken taken) ->
                rejected(
                        "TYPE_NOT_ACCEPTED",
                        taken,
                        Messages.of(
                                "Ese archivo no es una imagen que aceptemos. Sube un JPEG, PNG, WebP, AVIF, GIF o HEIC.",
                                "That file is no picture that we take. Upload a JPEG, PNG, WebP, AVIF, GIF or HEIC."));
            case UploadRefusal.TooManyPictures(UploadRefusal.Taken taken) ->
                rejected(
                        "TOO_MANY",
                        taken,
                        Messages.of(
                                "Has subido muchas imágenes hoy que nada muestra. Vuelve a intentarlo mañana.",
                                "You have uploaded many pictures today that nothing shows. Try again tomorrow."));
            case UploadRefusal.CropInvalid() ->
                UserError.invalid(
                        "CROP_INVALID",
                        "El recorte se sale de la imagen.",
                        "The crop lies outside of the picture.",
                        "crop");
            case UploadRefusal.BackgroundInvalid() ->
                UserError.invalid(
                        "BACKGROUND_INVALID",
                        "Un color se escribe como #rrggbb.",
                        "A colour is written as #rrggbb.",
                        "background");
            case UploadRefusal.QuotaExceeded(UploadRefusal.Taken taken, MediaQuota quota) ->
                rejected("QUOTA_EXCEEDED", taken, full(quota));
            case UploadRefusal.ChecksumInvalid() ->
                UserError.invalid(
                        "SHA256_INVALID",
                        "El sha-256 lleva 64 cifras hexadecimales.",
                        "A sha-256 has 64 hexadecimal digits.",
                        "sha256");
            case UploadRefusal.NoLesson(String id) -> UserError.notFound(id);
            case UploadRefusal.NoVideoLesson() ->
                UserError.invalid(
                        "NO_VIDEO_LESSON",
                        "Esa lección es un artículo y no lleva vídeo. Crea una lección de vídeo.",
                        "That lesson is an article and takes no video. Make a lesson of video.",
                        "lessonId");
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
        if (most == 0) {
            long megabytes = taken.maxBytes() >> 20;
            return Messages.of(
                    "El archivo pasa de " + megabytes + " MB. Redúcelo y vuelve a subirlo.",
                    "The file is larger than " + megabytes + " MB. Make it smaller and upload it again.");
        }
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
