package io.aula.media.captions;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;

/** How wide a text is, and how words are put together. */
final class Text {

    private static final Set<UnicodeScript> WIDE =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private Text() {}

    static String joined(List<SpokenWord> words) {
        StringBuilder text = new StringBuilder();
        for (SpokenWord word : words) {
            if (!text.isEmpty() && !word.isGlued()) {
                text.append(' ');
            }
            text.append(word.text());
        }
        return text.toString();
    }

    /** In columns: a Chinese sign is as wide as two letters. */
    static int width(String text) {
        return text.codePoints()
                .map(letter -> WIDE.contains(UnicodeScript.of(letter)) ? 2 : 1)
                .sum();
    }

    static int width(SpokenWord word, boolean isFirst) {
        return width(word.text()) + (isFirst || word.isGlued() ? 0 : 1);
    }
}
