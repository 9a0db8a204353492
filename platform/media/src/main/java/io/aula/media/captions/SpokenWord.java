package io.aula.media.captions;

/**
 * A word as it was heard, with the punctuation that hangs on it.
 *
 * @param confidence between 0 and 1
 * @param isGlued no space stands before it, as in Chinese
 */
public record SpokenWord(String text, int startMs, int endMs, float confidence, boolean isGlued) {

    public SpokenWord {
        if (text.isBlank() || startMs < 0 || endMs < startMs) {
            throw new IllegalArgumentException("no word: \"" + text + "\" from " + startMs + " to " + endMs + " ms");
        }
    }

    public SpokenWord at(int from, int to) {
        return new SpokenWord(text, from, Math.max(from, to), confidence, isGlued);
    }
}
