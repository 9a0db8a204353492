package io.aula.courses.captions;

import io.aula.media.captions.Cue;
import io.aula.media.captions.SpokenWord;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the screen at once, as its track keeps it.
 *
 * @param id within the track
 * @param text its lines, parted by a line feed
 * @param revision of the track, when it was last changed
 * @param source of which cue of the track's source it is a translation
 * @param isCorrected a person wrote it, or set its time
 */
public record CaptionCue(
        int id,
        int startMs,
        int endMs,
        String text,
        @Nullable Double confidence,
        List<CueWord> words,
        int revision,
        @Nullable Source source,
        boolean isCorrected) {

    public CaptionCue {
        words = List.copyOf(words);
    }

    /**
     * A cue of the track that this one's was translated from, and its revision then.
     *
     * @param unit digest of the sentences that it is part of
     */
    public record Source(int cue, int revision, String unit) {}

    public static CaptionCue heard(int id, int startMs, int endMs, String text, List<CueWord> words) {
        return new CaptionCue(id, startMs, endMs, text, meanOf(words), words, 1, null, false);
    }

    public static CaptionCue written(int id, int startMs, int endMs, String text) {
        return new CaptionCue(id, startMs, endMs, text, 1.0, List.of(), 1, null, true);
    }

    public CaptionCue at(int from, int to) {
        return new CaptionCue(id, from, to, text, confidence, words, revision, source, true);
    }

    public CaptionCue saying(String other) {
        List<CueWord> said = WordTimes.of(this, other);
        return new CaptionCue(id, startMs, endMs, other, meanOf(said), said, revision, source, true);
    }

    public CaptionCue in(int trackRevision) {
        return new CaptionCue(id, startMs, endMs, text, confidence, words, trackRevision, source, isCorrected);
    }

    public CaptionCue numbered(int other) {
        return new CaptionCue(other, startMs, endMs, text, confidence, words, revision, source, isCorrected);
    }

    public CaptionCue with(List<CueWord> others) {
        return new CaptionCue(id, startMs, endMs, text, meanOf(others), others, revision, source, isCorrected);
    }

    public List<String> lines() {
        return text.lines().toList();
    }

    /** As players show it. */
    public Cue shown() {
        return new Cue(
                startMs, endMs, lines(), confidence == null ? 1 : confidence.floatValue(), List.<SpokenWord>of());
    }

    private static Double meanOf(List<CueWord> words) {
        return words.isEmpty() ? 1.0 : words.stream().collect(Collectors.averagingDouble(CueWord::confidence));
    }
}
