package io.aula.social.markdown;

import io.aula.platform.text.PlainText;
import java.util.Optional;

/**
 * The text of a comment, a post or a thread, the same rules for a new one and for a changed one.
 *
 * @param markdown in NFC, trimmed by what can be seen
 */
public record Body(String markdown) {
    /** In characters, as {@link String#length} counts. */
    public static final int LONGEST = 10_000;

    public static final int MOST_MENTIONS = 20;

    /** Why a text cannot be taken. */
    public enum Fault {
        /** It would show nothing: an image alone, spaces of any kind, invisible characters, marks without a text. */
        EMPTY,
        TOO_LONG,
        /** It calls more people than anybody speaks to. */
        TOO_MANY_MENTIONS
    }

    public static Body of(String typed) {
        return new Body(PlainText.trimmed(PlainText.normalized(typed)));
    }

    public static Optional<Fault> fault(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.of(Fault.TOO_LONG);
        }
        String markdown = of(typed).markdown();
        if (PlainText.isBlank(SafeHtml.textOf(markdown))) {
            return Optional.of(Fault.EMPTY);
        }
        return Mentions.in(markdown).size() > MOST_MENTIONS ? Optional.of(Fault.TOO_MANY_MENTIONS) : Optional.empty();
    }
}
