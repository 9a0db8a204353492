package io.aula.courses.captions;

import io.aula.courses.captions.file.CaptionFile;
import io.aula.courses.captions.file.CaptionFileReader;
import io.aula.courses.captions.file.CueTimes;
import io.aula.courses.captions.file.FileCue;
import io.aula.courses.graphql.UserError;
import io.aula.courses.graphql.UserError.CaptionFileError;
import io.aula.courses.video.Video;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes in caption files that people bring. */
@Service
class CaptionUpload {
    /** Ten hours of speech; with its encoding it stays below what the gateway takes. */
    private static final int LARGEST = 512 << 10;

    private static final int MOST_CUES = 20_000;
    private static final List<String> CONTENT = List.of("contentBase64");

    private final Editors editors;
    private final CaptionEditing editing;

    CaptionUpload(Editors editors, CaptionEditing editing) {
        this.editors = editors;
        this.editing = editing;
    }

    /** A file as it came. @param shiftMs is added to every time */
    record Brought(String videoId, String locale, String base64, Optional<Integer> expectedRevision, int shiftMs) {}

    CaptionChange take(Brought brought, Caller caller) {
        Video video = editors.video(brought.videoId(), caller);
        if (video.durationMs() == null) {
            throw new RefusedException(UserError.invalid(
                    "VIDEO_NOT_READY",
                    "Todavía no sabemos cuánto dura el vídeo. Sube los subtítulos cuando se pueda reproducir.",
                    "How long the video lasts is not known yet. Upload captions once it can be played.",
                    "videoId"));
        }
        List<FileCue> cues = read(bytes(brought.base64()));
        return editing.upload(
                video,
                Hearing.canonical(brought.locale()),
                brought.expectedRevision(),
                kept(cues, brought.shiftMs(), video.durationMs()),
                caller);
    }

    private static byte[] bytes(String base64) {
        if (base64.length() > LARGEST / 3 * 4 + 4) {
            throw refused(
                    "CAPTION_FILE_TOO_LARGE",
                    "El archivo pasa de 512 kB; unos subtítulos no llegan a tanto. ¿Es el archivo correcto?",
                    "The file is larger than 512 kB, which captions never are. Is it the right file?");
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused("CAPTION_FILE_UNREADABLE", "El contenido no está en Base64.", "The content is not Base64.");
        }
    }

    private static List<FileCue> read(byte[] bytes) {
        return switch (CaptionFileReader.read(bytes, MOST_CUES)) {
            case CaptionFile.Read(List<FileCue> cues) when !cues.isEmpty() -> cues;
            case CaptionFile.Read(List<FileCue> none) ->
                throw refused(
                        "CAPTION_FILE_EMPTY",
                        "No hay ningún subtítulo en el archivo. Tiene que ser SRT o WebVTT.",
                        "There is no cue in the file. It has to be SRT or WebVTT.");
            case CaptionFile.Unreadable(int line) ->
                throw refused(
                        "CAPTION_FILE_UNREADABLE",
                        Messages.of(
                                "La línea %d no dice bien de cuándo a cuándo se muestra.".formatted(line),
                                "Line %d does not say from when to when it shows.".formatted(line)),
                        line,
                        null);
            case CaptionFile.TooManyCues(int most) ->
                throw refused(
                        "CAPTION_TOO_MANY_CUES",
                        "El archivo tiene más de %,d subtítulos.".formatted(most),
                        "The file has more than %,d cues.".formatted(most));
        };
    }

    private static List<CaptionCue> kept(List<FileCue> cues, int shiftMs, int durationMs) {
        int shift = shiftMs == 0 ? CueTimes.suggestedShift(cues, durationMs) : 0;
        List<FileCue> fitted = CueTimes.fitted(cues, shiftMs, durationMs);
        if (shift != 0 || fitted.isEmpty()) {
            throw refused(
                    "CAPTIONS_BEYOND_END",
                    Messages.of(
                            "Todos los subtítulos caen fuera del vídeo. ¿Están medidos con otro reloj? Prueba a"
                                    + " desplazarlos.",
                            "Every cue lies outside the video. Are they timed from another clock? Try shifting them."),
                    null,
                    shift == 0 ? null : shift);
        }
        List<CaptionCue> kept = new ArrayList<>();
        for (FileCue cue : fitted) {
            String text = CueText.of(cue.text());
            if (!text.isEmpty()) {
                kept.add(CaptionCue.written(kept.size() + 1, cue.startMs(), cue.endMs(), fitting(text, cue.line())));
            }
        }
        return kept;
    }

    private static String fitting(String text, int line) {
        List<String> lines = text.lines().toList();
        String laid = lines.size() <= CueText.MOST_LINES
                ? text
                : String.join("\n", lines.subList(0, CueText.MOST_LINES - 1)) + "\n"
                        + String.join(" ", lines.subList(CueText.MOST_LINES - 1, lines.size()));
        if (!CueText.fits(laid)) {
            throw refused(
                    "CAPTION_CUE_TOO_LONG",
                    Messages.of(
                            "El subtítulo de la línea %d tiene más de 500 caracteres. Divídelo.".formatted(line),
                            "The cue of line %d has more than 500 characters. Split it.".formatted(line)),
                    line,
                    null);
        }
        return laid;
    }

    private static RefusedException refused(String code, String spanish, String english) {
        return refused(code, Messages.of(spanish, english), null, null);
    }

    private static RefusedException refused(
            String code, String message, @Nullable Integer line, @Nullable Integer suggestedShiftMs) {
        return new RefusedException(new CaptionFileError(code, message, CONTENT, line, suggestedShiftMs));
    }
}
