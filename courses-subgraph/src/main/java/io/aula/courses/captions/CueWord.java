package io.aula.courses.captions;

/**
 * A word as it was heard, with the punctuation that hangs on it.
 *
 * @param confidence between 0 and 1; 1 for what a person wrote
 * @param isGlued no space stands before it, as in Chinese
 */
public record CueWord(String text, int startMs, int endMs, double confidence, boolean isGlued) {}
