package io.aula.media.captions;

import java.util.List;

/**
 * What stands on the screen at once.
 *
 * @param lines as they are shown
 * @param confidence the mean of its words'; 1 for what a person wrote
 * @param words in order, each with its time; none where nobody knows them
 */
public record Cue(int startMs, int endMs, List<String> lines, float confidence, List<SpokenWord> words) {

    public Cue {
        lines = List.copyOf(lines);
        words = List.copyOf(words);
        if (startMs < 0 || endMs <= startMs || lines.isEmpty()) {
            throw new IllegalArgumentException("no cue: " + lines + " from " + startMs + " to " + endMs + " ms");
        }
    }

    /** In one line, for search and translation. */
    public String text() {
        return String.join(" ", lines);
    }
}
