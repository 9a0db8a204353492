package io.aula.media.captions;

import java.util.List;

/**
 * A comment of a WebVTT file (W3C, section 4.1), for those who work on it; nothing of it is shown.
 *
 * @param beforeMs when the cue begins that it stands before
 * @param lines none of them blank
 */
public record Note(int beforeMs, List<String> lines) {

    /** Of what stands behind the last cue. */
    public static final int AT_THE_END = Integer.MAX_VALUE;

    public Note {
        lines = List.copyOf(lines);
    }

    /** As if its cue began so much later. */
    public Note shifted(int ms) {
        return beforeMs == AT_THE_END ? this : new Note((int) Math.clamp((long) beforeMs + ms, 0, AT_THE_END), lines);
    }
}
