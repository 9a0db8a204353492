package io.aula.courses.note;

import io.aula.courses.refusal.RefusedException;
import io.aula.platform.markdown.Markdown;
import io.aula.platform.text.PlainText;

/**
 * What is written in a note and where, as it is kept; whatever cannot be kept is refused.
 *
 * @param markdown in NFC, trimmed by what can be seen
 */
record NoteText(int positionMs, String markdown) {
    /** In characters, as {@link String#length} counts. */
    static final int LONGEST = 10_000;

    private static final int DAY_MS = 24 * 3_600_000;
    private static final Markdown MARKDOWN = new Markdown();

    static NoteText of(int positionMs, String typed) {
        if (positionMs < 0 || positionMs > DAY_MS) {
            throw RefusedException.againstRule(
                    "NOTE_POSITION_INVALID",
                    "El segundo de una nota va de 0 a un día.",
                    "A note's second is between 0 and a day.",
                    "input",
                    "positionMs");
        }
        // NFC makes some letters longer: what is kept is measured.
        String markdown = PlainText.trimmed(PlainText.normalized(typed));
        if (markdown.length() > LONGEST) {
            throw RefusedException.againstRule(
                    "NOTE_TOO_LONG",
                    "Una nota tiene como mucho 10.000 caracteres. Divídela en dos.",
                    "A note has at most 10,000 characters. Make two of it.",
                    "input",
                    "bodyMarkdown");
        }
        if (PlainText.isBlank(MARKDOWN.text(markdown))) {
            throw RefusedException.againstRule(
                    "NOTE_EMPTY",
                    "Escribe algo en la nota, o bórrala.",
                    "Write something in the note, or delete it.",
                    "input",
                    "bodyMarkdown");
        }
        return new NoteText(positionMs, markdown);
    }

    static String html(String markdown) {
        return MARKDOWN.html(markdown);
    }
}
