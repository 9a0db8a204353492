package io.aula.platform.translation;

import java.util.Locale;

/** From which language into which, by their two-letter codes where they have one (ISO 639). */
public record LanguagePair(String from, String to) {

    /** @param from as BCP 47 writes it, as is {@code to}; regions do not matter */
    public static LanguagePair of(String from, String to) {
        return new LanguagePair(
                Locale.forLanguageTag(from).getLanguage(),
                Locale.forLanguageTag(to).getLanguage());
    }
}
