package io.aula.social.comment;

import io.aula.platform.text.PlainText;
import java.util.List;
import java.util.Optional;

/**
 * The text of a comment, the same rules for a new one and for a changed one.
 *
 * @param markdown in NFC, trimmed by what can be seen
 */
record Body(String markdown) {
    private static final int LONGEST = 10_000;

    static Body of(String typed) {
        return new Body(PlainText.trimmed(PlainText.normalized(typed)));
    }

    /**
     * Why the text cannot be taken. What would show nothing is no comment: an image alone, spaces of any kind, invisible
     * characters, marks without a text.
     */
    static Optional<Refusal> refusal(String typed, List<String> path) {
        if (typed.length() > LONGEST) {
            return Optional.of(new Refusal.TooLong(LONGEST, path));
        }
        return PlainText.isBlank(SafeHtml.textOf(of(typed).markdown()))
                ? Optional.of(new Refusal.Empty(path))
                : Optional.empty();
    }
}
