package io.aula.identity.account.letter;

import io.aula.identity.mail.UnlinkedText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Something of which a person was told in the pages and has not read.
 *
 * @param count how often it happened
 * @param at when the latest of it did
 * @param title of what it is about; empty when that has none
 */
record DigestItem(String kind, int count, Instant at, String title) {
    /** Of a version to come there may be others, which wait for ours in the pages. */
    static final Set<String> KINDS = Set.of(
            "REPLY",
            "MENTION",
            "ANSWER",
            "POST",
            "NEW_LESSON",
            "ANNOUNCEMENT",
            "FOLLOW",
            "MODERATION",
            "VIDEO_READY",
            "VIDEO_FAILED",
            "CAPTIONS_READY",
            "CAPTIONS_FAILED");

    /** So many words of a letter tell of one; one more behind them all tells how many more there are. */
    static final int WORDS = 4;

    static DigestItem of(List<String> words) {
        return new DigestItem(words.get(0), Integer.parseInt(words.get(1)), Instant.parse(words.get(2)), words.get(3));
    }

    List<String> words() {
        return List.of(kind, String.valueOf(count), at.toString(), title);
    }

    /** Nobody told us where they are: one zone for all, which is named. */
    String text(Locale locale) {
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(at.atOffset(ZoneOffset.UTC))
                + " UTC";
        String what = title.isEmpty() ? "" : UnlinkedText.of(title) + " · ";
        String howOften = count == 1 && !title.isEmpty() ? "" : count + " · ";
        return what + howOften + when;
    }
}
