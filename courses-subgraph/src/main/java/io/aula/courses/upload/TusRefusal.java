package io.aula.courses.upload;

import io.aula.platform.graphql.Messages;
import java.util.Map;

/** Why a request about an upload was not done, as status and as words that say what to do. */
enum TusRefusal {
    OFFSET_UNREADABLE(
            400,
            "La cabecera Upload-Offset falta o no es un número: di desde qué byte sigues.",
            "The header Upload-Offset is missing or no number: say from which byte you go on."),
    CHECKSUM_UNREADABLE(
            400,
            "Upload-Checksum lleva sha1, sha256 o md5, un espacio y la suma en base 64.",
            "Upload-Checksum holds sha1, sha256 or md5, a space and the sum in base 64."),
    SIGNED_OUT(401, "Inicia sesión para seguir subiendo.", "Sign in to go on uploading."),
    SCOPE_MISSING(403, "El token no lleva el permiso media:upload.", "The token lacks the scope media:upload."),
    NOT_FOUND(404, "Esa subida no existe. Empieza otra.", "There is no such upload. Begin another one."),
    WRONG_OFFSET(
            409,
            "No es la posición en la que se quedó la subida. Sigue desde Upload-Offset.",
            "That is not where the upload stands. Go on from Upload-Offset."),
    GONE(
            410,
            "La subida caducó o se canceló. Empieza otra.",
            "The upload expired or was cancelled. Begin another one."),
    WRONG_VERSION(412, "Habla tus 1.0.0 (Tus-Resumable).", "Speak tus 1.0.0 (Tus-Resumable)."),
    TOO_LONG(
            413,
            "Llegan más bytes de los anunciados: ¿es el mismo archivo?",
            "That is more bytes than were announced: is it the same file?"),
    WRONG_TYPE(
            415,
            "El tipo de cada trozo es application/offset+octet-stream.",
            "Each chunk's type is application/offset+octet-stream."),
    BUSY(
            423,
            "El archivo ya llegó entero y se está guardando. Vuelve a preguntar.",
            "The whole file has arrived and is being stored. Ask again."),
    CHECKSUM_MISMATCH(
            460,
            "El trozo llegó dañado y no cuenta. Envíalo otra vez.",
            "The chunk arrived damaged and does not count. Send it again."),
    FILE_MISMATCH(
            460,
            "El archivo no es el anunciado: su sha-256 es otra. La subida vuelve a empezar desde cero.",
            "The file is not the one announced: its sha-256 differs. The upload begins again from zero."),
    NO_SPACE(
            507,
            "Ahora no hay sitio. Lo subido se guarda: vuelve a intentarlo más tarde.",
            "There is no space now. What has arrived is kept: try again later.");

    private final int status;
    private final String spanish;
    private final String english;

    TusRefusal(int status, String spanish, String english) {
        this.status = status;
        this.spanish = spanish;
        this.english = english;
    }

    int status() {
        return status;
    }

    Map<String, String> told() {
        return Map.of("code", name(), "message", Messages.of(spanish, english));
    }
}
