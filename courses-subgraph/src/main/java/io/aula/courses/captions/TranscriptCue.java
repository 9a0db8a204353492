package io.aula.courses.captions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cue as the schema shows it, with its place in its track. */
public record TranscriptCue(
        int id,
        int index,
        int startMs,
        int endMs,
        String text,
        @Nullable Double confidence,
        List<CueWord> words) {
    public TranscriptCue {
        words = List.copyOf(words);
    }

    public static TranscriptCue of(int index, CaptionCue cue) {
        return new TranscriptCue(
                cue.id(), index, cue.startMs(), cue.endMs(), cue.text(), cue.confidence(), cue.words());
    }
}
