package io.aula.transcoder.ladder;

import static io.aula.transcoder.ladder.FailureCode.CORRUPT_FILE;
import static io.aula.transcoder.ladder.FailureCode.NO_VIDEO_STREAM;
import static io.aula.transcoder.ladder.FailureCode.OUT_OF_RESOURCES;
import static io.aula.transcoder.ladder.FailureCode.TIMEOUT;
import static io.aula.transcoder.ladder.FailureCode.UNSUPPORTED_CODEC;

import java.util.Locale;

/** What was found in a file that cannot be made into a lesson: one text for each kind, in the words of a teacher. */
public enum Finding {
    EMPTY_FILE(CORRUPT_FILE, "El archivo está vacío. Vuelve a subirlo.", "The file is empty. Upload it once more."),
    NOT_MEDIA(
            CORRUPT_FILE,
            "Esto no es un archivo de vídeo ni de sonido. Elige otro.",
            "This is neither a video nor a sound file. Choose another one."),
    POINTS_ELSEWHERE(
            CORRUPT_FILE,
            "El archivo no contiene el vídeo: solo dice en qué otro archivo está. Expórtalo como película independiente.",
            "The file does not hold the video: it only says in which other file it is. Export it as a self-contained movie."),
    NO_INDEX(
            CORRUPT_FILE,
            "El archivo está incompleto: le falta el índice. Expórtalo otra vez y vuelve a subirlo.",
            "The file is incomplete: its index is missing. Export it again and upload it once more."),
    UNREADABLE(
            CORRUPT_FILE,
            "El archivo está dañado y no se puede leer. Expórtalo otra vez.",
            "The file is damaged and cannot be read. Export it again."),
    FILE_ENDS_EARLY(
            CORRUPT_FILE,
            "El archivo dice que dura %s y termina a los %s. Vuelve a subirlo.",
            "The file says it lasts %s and ends at %s. Upload it once more."),
    PICTURE_ENDS_EARLY(
            CORRUPT_FILE,
            "La imagen dice que dura %s y termina a los %s. Vuelve a exportar el archivo.",
            "The picture says %s and ends at %s. Export the file again."),
    SOUND_ENDS_EARLY(
            CORRUPT_FILE,
            "El sonido dice que dura %s y termina a los %s. Vuelve a exportar el archivo.",
            "The sound says %s and ends at %s. Export the file again."),
    PICTURE_DAMAGED(
            CORRUPT_FILE,
            "La imagen está dañada: faltan %s de %s. Vuelve a exportar el archivo.",
            "The picture is damaged: %s of %s are missing. Export the file again."),
    SOUND_DAMAGED(
            CORRUPT_FILE,
            "El sonido está dañado: faltan %s de %s. Vuelve a exportar el archivo.",
            "The sound is damaged: %s of %s are missing. Export the file again."),
    NO_SIZE(
            CORRUPT_FILE,
            "La imagen mide %s: no se vería nada. Expórtala más grande.",
            "The picture is %s: nothing could be seen. Export it larger."),
    NOTHING_IN_IT(
            NO_VIDEO_STREAM,
            "El archivo no tiene ni imagen ni sonido. Elige otro.",
            "The file has neither picture nor sound. Choose another one."),
    PICTURE_FORMAT(
            UNSUPPORTED_CODEC,
            "No sabemos leer el formato de la imagen (%s). Expórtalo como MP4 (H.264).",
            "We cannot read the format of the picture (%s). Export it as MP4 (H.264)."),
    SOUND_FORMAT(
            UNSUPPORTED_CODEC,
            "No sabemos leer el formato del sonido (%s). Expórtalo con sonido AAC.",
            "We cannot read the format of the sound (%s). Export it with AAC sound."),
    TOO_MANY_STREAMS(
            UNSUPPORTED_CODEC,
            "El archivo tiene más de 32 pistas. Expórtalo solo con la imagen y el sonido de la lección.",
            "The file has more than 32 tracks. Export it with the lesson's picture and sound alone."),
    TOO_LARGE(
            UNSUPPORTED_CODEC,
            "La imagen de %s es mayor de 8192 × 4352. Expórtala más pequeña.",
            "The picture of %s is larger than 8192 × 4352. Export it smaller."),
    TOO_FAST(
            UNSUPPORTED_CODEC,
            "El vídeo tiene más de 1000 imágenes por segundo. Expórtalo con 60 como mucho.",
            "The video has more than 1000 pictures a second. Export it with 60 at most."),
    TOO_LONG(
            FailureCode.TOO_LONG,
            "El vídeo dura más de 6 horas. Divídelo en partes.",
            "The video is longer than 6 hours. Split it into parts."),
    STANDS_STILL(
            TIMEOUT,
            "La lectura del archivo se detiene a los %s y no pasa de ahí. Expórtalo otra vez y vuelve a subirlo.",
            "Reading the file stops at %s and gets no further. Export it again and upload it once more."),
    NO_ROOM(
            OUT_OF_RESOURCES,
            "Nos faltó espacio. Vuelve a intentarlo más tarde.",
            "We ran out of space. Try again later."),
    NO_MEMORY(
            OUT_OF_RESOURCES,
            "Nos faltó memoria. Vuelve a intentarlo más tarde.",
            "We ran out of memory. Try again later."),
    OUR_FAULT(
            FailureCode.INTERNAL,
            "Algo falló por nuestra parte. Vuelve a intentarlo.",
            "Something failed on our side. Try again.");

    private final FailureCode code;
    private final String spanish;
    private final String english;

    Finding(FailureCode code, String spanish, String english) {
        this.code = code;
        this.spanish = spanish;
        this.english = english;
    }

    public FailureCode code() {
        return code;
    }

    public String spanish(Object... values) {
        return spanish.formatted(values);
    }

    public String english(Object... values) {
        return english.formatted(values);
    }

    /** A length as people say it, in both languages: {@code 8 s}, {@code 1:02 min}, {@code 2:03:04 h}. */
    public static String time(long nanos) {
        long seconds = Math.max(0, Math.round(nanos / 1e9));
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d h", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
