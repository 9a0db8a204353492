package io.aula.transcoder.pipeline;

import io.aula.media.captions.TextTrack;
import io.aula.media.captions.TextTrackFile;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.packaging.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Brings the text tracks of a source to the clock of what is made of it. Never fails: a file without them is as good. */
final class SourceTexts {

    /** Where nothing says how long a text shows, it makes room for the next, or goes after this. */
    private static final long USUAL_NANOS = 5_000_000_000L;

    private final long originNanos;
    private final long lengthNanos;

    private SourceTexts(long originNanos, long lengthNanos) {
        this.originNanos = originNanos;
        this.lengthNanos = lengthNanos;
    }

    /** Those that want to be shown first; none of them empty, and none that holds only a part of what is said. */
    static List<TextTrack> of(SourceFile source, SourceProfile profile, long leadNanos) {
        SourceTexts texts = new SourceTexts(profile.originNanos() + leadNanos, profile.lengthNanos());
        return source.texts().stream()
                .filter(text -> !text.isPartial())
                .sorted(Comparator.comparing(text -> !text.isDefault()))
                .map(texts::track)
                .filter(track -> !track.cues().isEmpty())
                .limit(TextTrackFile.MOST_TRACKS)
                .toList();
    }

    private TextTrack track(SourceText text) {
        List<SourceText.Cue> sorted = text.cues().stream()
                .sorted(Comparator.comparingLong(SourceText.Cue::startNanos))
                .toList();
        List<TextTrack.Text> cues = new ArrayList<>();
        for (int i = 0; i < sorted.size() && cues.size() < TextTrack.MOST_CUES; i++) {
            SourceText.Cue cue = sorted.get(i);
            long next = i + 1 < sorted.size() ? sorted.get(i + 1).startNanos() : Long.MAX_VALUE;
            long end = cue.endNanos() >= cue.startNanos()
                    ? cue.endNanos()
                    : Math.min(next, cue.startNanos() + USUAL_NANOS);
            int from = millis(cue.startNanos());
            int to = millis(end);
            if (to > from) {
                cues.add(new TextTrack.Text(from, to, cut(cue.text())));
            }
        }
        return new TextTrack(SourceFile.tag(text.language()), text.markup(), cues);
    }

    private int millis(long nanos) {
        return (int) (Math.clamp(nanos - originNanos, 0, lengthNanos) / 1_000_000);
    }

    /** As the parent reads it: so many of the tracks as there is room for. */
    static byte[] written(List<TextTrack> tracks) {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(tracks);
        return bytes.length <= TextTrackFile.LARGEST ? bytes : written(tracks.subList(0, tracks.size() - 1));
    }

    private static String cut(String text) {
        if (text.length() <= TextTrack.LONGEST_TEXT) {
            return text;
        }
        int end = TextTrack.LONGEST_TEXT;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
