package io.aula.courses.job;

import java.util.Arrays;

/** Why a video could not be made, in words that a teacher can act on. */
public enum ProcessingFailureCode {
    CORRUPT_FILE(
            "El archivo está dañado o no es un vídeo. Prueba a exportarlo otra vez.",
            "The file is damaged or is no video. Try exporting it again."),
    NO_VIDEO_STREAM("El archivo no tiene ni imagen ni sonido.", "The file has neither picture nor sound."),
    UNSUPPORTED_CODEC(
            "No sabemos leer este formato. Expórtalo como MP4 (H.264).",
            "We cannot read this format. Export it as MP4 (H.264)."),
    TOO_LONG("El vídeo es demasiado largo. Divídelo en partes.", "The video is too long. Split it into parts."),
    TIMEOUT("Tardó demasiado. Vuelve a intentarlo.", "It took too long. Try again."),
    OUT_OF_RESOURCES("Nos faltó capacidad. Vuelve a intentarlo más tarde.", "We ran out of capacity. Try again later."),
    STORAGE("No pudimos guardar el resultado. Vuelve a intentarlo.", "We could not store the result. Try again."),
    NO_MODEL(
            "Esta instalación no tiene un modelo que entienda el habla.",
            "This installation has no model that understands speech."),
    INTERNAL("Algo falló por nuestra parte. Vuelve a intentarlo.", "Something failed on our side. Try again.");

    private final ProcessingState.Texts texts;

    ProcessingFailureCode(String spanish, String english) {
        texts = new ProcessingState.Texts(spanish, english);
    }

    static ProcessingFailureCode of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(code))
                .findFirst()
                .orElse(INTERNAL);
    }

    ProcessingState.Texts texts() {
        return texts;
    }
}
