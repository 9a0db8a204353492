package io.aula.courses.captions;

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
record CaptionCue(
        int id,
        int startMs,
        int endMs,
        String text,
        @Nullable Double confidence,
        List<CueWord> words,
        int revision,
        @Nullable Source source,
        boolean isCorrected) {

    CaptionCue {
        words = List.copyOf(words);
    }

    /**
     * A cue of the track that this one's was translated from, and its revision then.
     *
     * @param unit digest of the sentences that it is part of
     */
    record Source(int cue, int revision, String unit) {}

    static CaptionCue heard(int id, int startMs, int endMs, String text, List<CueWord> words) {
        return new CaptionCue(id, startMs, endMs, text, meanOf(words), words, 1, null, false);
    }

    static CaptionCue written(int id, int startMs, int endMs, String text) {
        return new CaptionCue(id, startMs, endMs, text, 1.0, List.of(), 1, null, true);
    }

    CaptionCue at(int from, int to) {
        return new CaptionCue(id, from, to, text, confidence, words, revision, source, true);
    }

    CaptionCue saying(String other) {
        List<CueWord> said = WordTimes.of(this, other);
        return new CaptionCue(id, startMs, endMs, other, meanOf(said), said, revision, source, true);
    }

    CaptionCue in(int trackRevision) {
        return new CaptionCue(id, startMs, endMs, text, confidence, words, trackRevision, source, isCorrected);
    }

    CaptionCue numbered(int other) {
        return new CaptionCue(other, startMs, endMs, text, confidence, words, revision, source, isCorrected);
    }

    CaptionCue with(List<CueWord> others) {
        return new CaptionCue(id, startMs, endMs, text, meanOf(others), others, revision, source, isCorrected);
    }

    List<String> lines() {
        return text.lines().toList();
    }

    private static Double meanOf(List<CueWord> words) {
        return words.isEmpty() ? 1.0 : words.stream().collect(Collectors.averagingDouble(CueWord::confidence));
    }
}
