package io.aula.courses.video;

import io.aula.courses.graphql.LocalizedText;
import io.aula.courses.refusal.RefusedException;
import io.aula.platform.text.PlainText;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of a video, to where the next begins.
 *
 * @param startMs from the beginning of the video
 */
record Chapter(int startMs, LocalizedText titles) {
    private static final int LONGEST_TITLE = 100;
    private static final int MOST_LANGUAGES = 50;

    /** Of what a person typed, by BCP 47 tag; what cannot be a title is refused. */
    static Chapter of(int startMs, Map<String, String> typed, int durationMs) {
        if (startMs < 0 || startMs >= durationMs) {
            throw refused(
                    "CHAPTER_OUTSIDE", "Un capítulo empieza dentro del vídeo.", "A chapter begins within the video.");
        }
        Map<String, String> titles = new TreeMap<>();
        typed.forEach((locale, text) -> {
            String title = PlainText.name(text);
            if (!PlainText.isBlank(title)) {
                titles.put(Locale.forLanguageTag(locale).toLanguageTag(), title);
            }
        });
        if (titles.isEmpty()
                || titles.size() > MOST_LANGUAGES
                || titles.values().stream().anyMatch(each -> each.codePointCount(0, each.length()) > LONGEST_TITLE)) {
            throw refused(
                    "CHAPTER_TITLE_INVALID",
                    "Cada capítulo lleva un título de 1 a 100 caracteres.",
                    "Each chapter has a title of 1 to 100 characters.");
        }
        return new Chapter(startMs, new LocalizedText(titles));
    }

    static RefusedException refused(String rule, String spanish, String english) {
        return RefusedException.againstRule(rule, spanish, english, "chapters");
    }
}
