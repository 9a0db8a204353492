package io.aula.courses.captions.file;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Takes the marks of a format out of a line and leaves what is said. A remark in angle brackets is no mark. */
public final class Markup {
    /** WebVTT, section 4.2.2: classes, voices, languages, ruby and times within a cue. */
    private static final Pattern VTT_TAG =
            Pattern.compile("</?(?:c|i|b|u|ruby|rt|v|lang)(?:\\.[^\\s>]*)*(?:\\s[^>]*)?>|<[0-9:.]{6,20}>");

    private static final Pattern SRT_TAG = Pattern.compile("(?i)</?(?:i|b|u|s|font)(?:\\s[^>]*)?>|\\{\\\\[^}]{1,40}}");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:(amp|lt|gt|nbsp|lrm|rlm|quot|apos)|#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6}));");
    private static final Map<String, String> NAMED = Map.of(
            "amp", "&", "lt", "<", "gt", ">", "nbsp", "\u00A0", "lrm", "\u200E", "rlm", "\u200F", "quot", "\"", "apos",
            "'");

    private Markup() {}

    /** Escapes are read once: what is {@code &amp;lt;} in the file says {@code &lt;}. */
    public static String ofVtt(String line) {
        return ENTITY.matcher(VTT_TAG.matcher(line).replaceAll(""))
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(letter(found)));
    }

    /** SubRip has no escapes. */
    public static String ofSrt(String line) {
        return SRT_TAG.matcher(line).replaceAll("");
    }

    private static String letter(MatchResult entity) {
        if (entity.group(1) != null) {
            return NAMED.getOrDefault(entity.group(1), entity.group());
        }
        int code = entity.group(2) != null ? Integer.parseInt(entity.group(2)) : Integer.parseInt(entity.group(3), 16);
        return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : "\uFFFD";
    }
}
