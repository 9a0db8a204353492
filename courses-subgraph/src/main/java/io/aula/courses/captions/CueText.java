package io.aula.courses.captions;

import io.aula.platform.text.PlainText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a cue as it is kept: lines without blanks at their ends, and none that is empty. */
public final class CueText {
    public static final int MOST_LINES = 4;
    public static final int LONGEST = 500;

    /** All but the controls of the Unicode Bidirectional Algorithm (Annex 9, section 2). */
    private static final Pattern NO_DIRECTION =
            Pattern.compile("[^\\x{61C}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private CueText() {}

    /** An empty line would end the cue in a file; it goes. A line of code is a line, also where it would show an image elsewhere. */
    public static String of(String typed) {
        return PlainText.normalized(typed)
                .lines()
                .map(CueText::trimmed)
                .filter(line -> !PlainText.isInvisible(line))
                .collect(Collectors.joining("\n"));
    }

    /** Marks of direction stay: they say on which side of a line a Latin word or a full stop stands. */
    private static String trimmed(String line) {
        String bare = PlainText.trimmed(line);
        int from = line.indexOf(bare);
        return directions(line.substring(0, from)) + bare + directions(line.substring(from + bare.length()));
    }

    private static String directions(String end) {
        return NO_DIRECTION.matcher(end).replaceAll("");
    }

    /** In as many lines as a cue may have: those that are too many become part of the last. */
    public static String inLines(String text) {
        List<String> lines = text.lines().toList();
        return lines.size() <= MOST_LINES
                ? text
                : String.join("\n", lines.subList(0, MOST_LINES - 1)) + "\n"
                        + String.join(" ", lines.subList(MOST_LINES - 1, lines.size()));
    }

    public static boolean fits(String text) {
        return text.length() <= LONGEST && text.lines().count() <= MOST_LINES;
    }
}
