package io.aula.platform.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Text as people type it, brought to one form where it comes in: composed (NFC, Unicode Standard Annex 15), without control
 * characters, and trimmed by what can be seen. White space is the property White_Space of the Unicode Character Database.
 */
public final class PlainText {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|\\x{85}");
    /** With halves of letters, which UTF-16 has alone and no database takes. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]");

    private static final Pattern BIDI_CONTROL = Pattern.compile("[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\n\\t\\x{2028}\\x{2029}]+");
    private static final Pattern IMAGE = Pattern.compile("(?i)<img\\b[^>]{0,2000}>|!\\[[^]]{0,500}]\\([^)]{0,2000}\\)");

    private PlainText() {}

    /** The text in NFC, its line ends as {@code \n}, without halves of letters and control characters other than {@code \n} and {@code \t}. */
    public static String normalized(String text) {
        String lines = LINE_END.matcher(text).replaceAll("\n");
        return Normalizer.normalize(CONTROL.matcher(lines).replaceAll(""), Normalizer.Form.NFC);
    }

    /**
     * As {@link #normalized}, on one line and without what cannot be seen at its ends. Controls of direction go altogether:
     * in a name they would turn the text that stands around it.
     */
    public static String name(String text) {
        String line = LINE_BREAKS.matcher(normalized(text)).replaceAll(" ");
        return trimmed(BIDI_CONTROL.matcher(line).replaceAll(""));
    }

    /** The text without what cannot be seen at its ends. */
    public static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isEmptySpace(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (to > from && isEmptySpace(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    /** Whether nothing of the text would be seen as text; an image, written as HTML or Markdown, says nothing. */
    public static boolean isBlank(String text) {
        return isInvisible(IMAGE.matcher(text).replaceAll(""));
    }

    /** Whether nothing of the text would be seen where it is shown letter by letter, and is no HTML or Markdown. */
    public static boolean isInvisible(String text) {
        return text.codePoints().allMatch(PlainText::isUnseen);
    }

    /** Whether something in the text cannot be seen, spaces included: two texts that differ in it only would look alike. */
    public static boolean hasUnseen(String text) {
        return text.codePoints().anyMatch(PlainText::isUnseen);
    }

    /** What may be cut off at an end: it has no width, or is nothing but width. */
    private static boolean isEmptySpace(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.CONTROL
                || c >= 0x200B && c <= 0x200F
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2060 && c <= 0x2069
                || isFiller(c);
    }

    /** The soft hyphen, blanks of Hangul, Mongolian and Braille, and the byte order mark. */
    private static boolean isFiller(int c) {
        return switch (c) {
            case 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x2800, 0x3164, 0xFEFF, 0xFFA0 -> true;
            default -> false;
        };
    }

    /** Selectors and tags have meaning after a visible character only, so they are kept at an end, yet are not seen alone. */
    private static boolean isUnseen(int c) {
        return isEmptySpace(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || !Character.isDefined(c)
                || c == 0xFFFC
                || c >= 0xFE00 && c <= 0xFE0F
                || c >= 0x180B && c <= 0x180F
                || c >= 0xE0000 && c <= 0xE0FFF;
    }
}
