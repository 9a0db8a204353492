package io.aula.courses.authoring;

import io.aula.courses.graphql.LocalizedText;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.schema.types.LocalizedTextInput;
import io.aula.platform.text.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What teachers type, brought to the form in which it is kept; what cannot be kept is refused. */
final class AuthoredText {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_SUBTITLE = 300;
    private static final int LONGEST_TAG = 40;
    private static final int MOST_TAGS = 20;
    static final int LONGEST_DESCRIPTION = 100_000;
    static final int LONGEST_ARTICLE = 500_000;
    private static final int MOST_LANGUAGES = 50;
    private static final int MOST_LONG_TEXTS = 4;
    private static final int MOST_CAPTION_LOCALES = 5;
    private static final int MOST_WORDS = 100;
    private static final int LONGEST_WORD = 80;

    private AuthoredText() {}

    /** A title that can be seen, of at most 200 characters. */
    static String title(@Nullable String typed) {
        String title = typed == null ? "" : PlainText.name(typed);
        if (PlainText.isBlank(title) || isLonger(title, LONGEST_TITLE)) {
            throw AuthoringRule.TITLE_INVALID.refused();
        }
        return title;
    }

    /** Titles by language; an empty one takes its language away. */
    static Map<String, String> titles(@Nullable List<LocalizedTextInput> typed) {
        return byLocale(typed, "title", text -> text.isEmpty() ? "" : title(text));
    }

    /** A subtitle, perhaps empty. */
    static String subtitle(@Nullable String typed) {
        String subtitle = typed == null ? "" : PlainText.name(typed);
        if (isLonger(subtitle, LONGEST_SUBTITLE)) {
            throw AuthoringRule.SUBTITLE_TOO_LONG.refused();
        }
        return PlainText.isBlank(subtitle) ? "" : subtitle;
    }

    static Map<String, String> subtitles(@Nullable List<LocalizedTextInput> typed) {
        return byLocale(typed, "subtitle", AuthoredText::subtitle);
    }

    static Map<String, String> descriptions(@Nullable List<LocalizedTextInput> typed) {
        return byLocale(typed, "descriptionHtml", text -> html(text, LONGEST_DESCRIPTION, "descriptionHtml"));
    }

    static Map<String, String> articles(@Nullable List<LocalizedTextInput> typed) {
        return byLocale(typed, "articleHtml", text -> html(text, LONGEST_ARTICLE, "articleHtml"));
    }

    /** Without blanks and doubles. */
    static List<String> tags(@Nullable List<String> typed) {
        List<String> tags = named(typed);
        if (tags.size() > MOST_TAGS || tags.stream().anyMatch(tag -> isLonger(tag, LONGEST_TAG))) {
            throw AuthoringRule.TAGS_INVALID.refused();
        }
        return tags;
    }

    /** Languages as BCP 47 writes them, without doubles. */
    static List<String> captionLocales(@Nullable List<String> chosen) {
        List<String> locales = chosen == null
                ? List.of()
                : chosen.stream()
                        .map(tag -> Locale.forLanguageTag(tag).toLanguageTag())
                        .distinct()
                        .toList();
        if (locales.size() > MOST_CAPTION_LOCALES) {
            throw AuthoringRule.CAPTION_LOCALES_INVALID.refused();
        }
        return locales;
    }

    /** Without blanks and doubles. */
    static List<String> glossary(@Nullable List<String> typed) {
        List<String> words = named(typed);
        if (words.size() > MOST_WORDS || words.stream().anyMatch(word -> isLonger(word, LONGEST_WORD))) {
            throw AuthoringRule.GLOSSARY_INVALID.refused();
        }
        return words;
    }

    private static List<String> named(@Nullable List<String> typed) {
        return typed == null
                ? List.of()
                : typed.stream()
                        .map(PlainText::name)
                        .filter(name -> !PlainText.isBlank(name))
                        .distinct()
                        .toList();
    }

    static String slug(@Nullable String typed) {
        String slug = typed == null ? "" : PlainText.name(typed);
        if (!slug.matches("[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")) {
            throw AuthoringRule.SLUG_INVALID.refused();
        }
        return slug;
    }

    private static String html(String typed, int longest, String field) {
        if (RichText.hasTooManyTags(typed)) {
            throw RefusedException.againstRule(
                    "TEXT_TOO_LONG",
                    "El texto tiene demasiadas marcas de formato. Pégalo sin formato o pártelo en varias lecciones.",
                    "The text has too much formatting. Paste it without, or divide it between several lessons.",
                    field);
        }
        String html = typed.length() > 2 * longest ? typed : RichText.of(typed);
        if (html.length() > longest) {
            throw RefusedException.againstRule(
                    "TEXT_TOO_LONG",
                    "El texto es demasiado largo: caben %,d caracteres.".formatted(longest),
                    "The text is too long: there is room for %,d characters.".formatted(longest),
                    field);
        }
        return html;
    }

    private static Map<String, String> byLocale(
            @Nullable List<LocalizedTextInput> typed, String field, UnaryOperator<String> form) {
        List<LocalizedTextInput> all = typed == null ? List.of() : typed;
        if (all.size() > MOST_LANGUAGES) {
            throw RefusedException.againstRule(
                    "TOO_MANY_LANGUAGES", "Como mucho 50 idiomas a la vez.", "At most 50 languages at once.", field);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        all.forEach(each -> texts.put(each.getLocale(), form.apply(each.getText())));
        return texts;
    }

    /**
     * A text with some of its languages changed.
     *
     * @throws RefusedException when it has more than 50 languages then, or more room than four texts of {@code longest} need
     */
    static LocalizedText within(LocalizedText merged, int longest, String field) {
        if (merged.byLocale().size() > MOST_LANGUAGES) {
            throw RefusedException.againstRule(
                    "TOO_MANY_LANGUAGES", "Como mucho 50 idiomas.", "At most 50 languages.", field);
        }
        if (merged.byLocale().values().stream().mapToLong(String::length).sum() > MOST_LONG_TEXTS * longest) {
            throw RefusedException.againstRule(
                    "TEXT_TOO_LONG",
                    "En todos los idiomas juntos caben %,d caracteres.".formatted(MOST_LONG_TEXTS * longest),
                    "All languages together have room for %,d characters.".formatted(MOST_LONG_TEXTS * longest),
                    field);
        }
        return merged;
    }

    private static boolean isLonger(String text, int most) {
        return text.codePointCount(0, text.length()) > most;
    }
}
