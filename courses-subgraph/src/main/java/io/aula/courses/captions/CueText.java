package io.aula.courses.captions;

import io.aula.platform.text.PlainText;
import java.util.stream.Collectors;

/** The text of a cue as it is kept: lines without blanks at their ends, and none that is empty. */
final class CueText {
    static final int MOST_LINES = 4;
    static final int LONGEST = 500;

    private CueText() {}

    /** An empty line would end the cue in a file; it goes. */
    static String of(String typed) {
        return PlainText.normalized(typed)
                .lines()
                .map(PlainText::trimmed)
                .filter(line -> !PlainText.isBlank(line))
                .collect(Collectors.joining("\n"));
    }

    static boolean fits(String text) {
        return text.length() <= LONGEST && text.lines().count() <= MOST_LINES;
    }
}
