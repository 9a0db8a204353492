package io.aula.courses.captions.editing;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CueText;
import io.aula.courses.captions.Editors;
import io.aula.courses.captions.Languages;
import io.aula.courses.captions.file.CaptionFile;
import io.aula.courses.captions.file.CaptionFileReader;
import io.aula.courses.captions.file.CueTimes;
import io.aula.courses.captions.file.FileCue;
import io.aula.courses.refusal.Refusal;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.courses.video.Video;
import io.aula.media.captions.Note;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
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

    private final Editors editors;
    private final CaptionEditing editing;

    CaptionUpload(Editors editors, CaptionEditing editing) {
        this.editors = editors;
        this.editing = editing;
    }

    /** A file as it came. @param shiftMs is added to every time */
    record Brought(VideoId videoId, String locale, String base64, Optional<Integer> expectedRevision, int shiftMs) {}

    Result<CaptionChange> take(Brought brought, Caller caller) {
        return Result.of(() -> taken(brought, caller));
    }

    private CaptionChange taken(Brought brought, Caller caller) {
        Video video = editors.video(brought.videoId(), caller);
        if (video.durationMs() == null) {
            throw RefusedException.againstRule(
                    "VIDEO_NOT_READY",
                    "Todavía no sabemos cuánto dura el vídeo. Sube los subtítulos cuando se pueda reproducir.",
                    "How long the video lasts is not known yet. Upload captions once it can be played.",
                    "videoId");
        }
        CaptionFile.Read file = read(bytes(brought.base64()));
        return editing.upload(
                video,
                Languages.canonical(brought.locale()),
                brought.expectedRevision(),
                new CaptionEditing.Brought(
                        kept(file.cues(), brought.shiftMs(), video.durationMs()),
                        file.notes().stream()
                                .map(note -> note.shifted(brought.shiftMs()))
                                .sorted(Comparator.comparingInt(Note::beforeMs))
                                .toList()),
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

    private static CaptionFile.Read read(byte[] bytes) {
        return switch (CaptionFileReader.read(bytes, MOST_CUES)) {
            case CaptionFile.Read read when !read.cues().isEmpty() -> read;
            case CaptionFile.Read none ->
                throw refused(
                        "CAPTION_FILE_EMPTY",
                        "No hay ningún subtítulo en el archivo. Tiene que ser SRT o WebVTT.",
                        "There is no cue in the file. It has to be SRT or WebVTT.");
            case CaptionFile.Blank(int cues) ->
                throw refused(
                        "CAPTION_FILE_BLANK",
                        "El archivo tiene tiempos (%,d) y ningún texto que se vea. ¿Se exportó a medias? No se ha cambiado nada."
                                .formatted(cues),
                        "The file has times (%,d) and no text that would be seen. Was it exported half? Nothing was changed."
                                .formatted(cues));
            case CaptionFile.Unreadable(int line) ->
                throw refused(
                        "CAPTION_FILE_UNREADABLE",
                        "La línea %d no dice bien de cuándo a cuándo se muestra.".formatted(line),
                        "Line %d does not say from when to when it shows.".formatted(line),
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
                    "Todos los subtítulos caen fuera del vídeo. ¿Están medidos con otro reloj? Prueba a"
                            + " desplazarlos.",
                    "Every cue lies outside the video. Are they timed from another clock? Try shifting them.",
                    null,
                    shift == 0 ? null : shift);
        }
        List<CaptionCue> kept = new ArrayList<>();
        for (FileCue cue : fitted) {
            String text = fitting(CueText.of(cue.text()), cue.line());
            kept.add(CaptionCue.written(kept.size() + 1, cue.startMs(), cue.endMs(), text));
        }
        return kept;
    }

    private static String fitting(String text, int line) {
        String laid = CueText.inLines(text);
        if (!CueText.fits(laid)) {
            throw refused(
                    "CAPTION_CUE_TOO_LONG",
                    "El subtítulo de la línea %d tiene más de 500 caracteres. Divídelo.".formatted(line),
                    "The cue of line %d has more than 500 characters. Split it.".formatted(line),
                    line,
                    null);
        }
        return laid;
    }

    private static RefusedException refused(String rule, String spanish, String english) {
        return refused(rule, spanish, english, null, null);
    }

    private static RefusedException refused(
            String rule, String spanish, String english, @Nullable Integer line, @Nullable Integer suggestedShiftMs) {
        return new RefusedException(new Refusal.UnfitFile(rule, spanish, english, line, suggestedShiftMs));
    }
}
