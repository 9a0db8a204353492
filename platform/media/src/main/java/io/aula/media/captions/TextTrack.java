package io.aula.media.captions;

import java.util.List;

/**
 * A text track that lay in a file beside its picture and sound, on the clock of what was made of the file. What it says is a
 * stranger's: nothing is known of it but its bounds.
 *
 * @param locale as BCP 47 writes it; {@code und} where the file does not say
 * @param markup what marks may stand in its texts
 * @param cues in order of time; they may overlap
 */
public record TextTrack(String locale, Markup markup, List<Text> cues) {

    /** Of a track; more is no caption track. */
    public static final int MOST_CUES = 20_000;
    /** Characters of a cue; what follows is left out. */
    public static final int LONGEST_TEXT = 2_000;

    public TextTrack {
        cues = List.copyOf(cues);
    }

    /** In what way a text is written. */
    public enum Markup {
        NONE,
        SRT,
        VTT
    }

    public record Text(int startMs, int endMs, String text) {}
}
