package io.aula.courses.catalog;

import java.util.List;

/**
 * The words that a search is for, as the database understands them. Without words nothing is found: signs alone are no wish to see
 * everything.
 *
 * @param phrase all that was typed, folded
 * @param spelled the same as it was typed, without case
 * @param isLoose nothing has these words as they are: what resembles them is found
 */
public record Asked(List<Word> words, String phrase, String spelled, boolean isLoose) {
    /**
     * One word, and the conditions that a document meets: PostgreSQL's tsquery, as text.
     *
     * @param word folded
     * @param whole it stands there
     * @param strict it, what begins with it or has its stem
     * @param titled the same in a title, as {@code subtitled} and {@code tagged} in their places
     */
    public record Word(String word, String whole, String strict, String titled, String subtitled, String tagged) {
        /** Shorter ones resemble too much. */
        boolean mayBeMistyped() {
            return word.length() > 3;
        }
    }

    public Asked {
        words = List.copyOf(words);
    }

    Asked loosely() {
        return new Asked(words, phrase, spelled, true);
    }
}
