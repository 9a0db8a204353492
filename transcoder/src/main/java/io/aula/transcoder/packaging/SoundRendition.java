package io.aula.transcoder.packaging;

import java.util.List;
import java.util.Locale;

/**
 * One of the sounds that a viewer chooses from.
 *
 * @param language as BCP 47, {@code und} when unknown
 */
public record SoundRendition(Rendition rendition, String language) {

    static final String UNKNOWN = "und";

    boolean hasLanguage() {
        return !UNKNOWN.equals(language);
    }

    /** As its speakers call it; two of one language are counted, since names must differ. */
    static String nameOf(List<SoundRendition> all, int index) {
        String language = all.get(index).language();
        long before = all.subList(0, index).stream()
                .filter(other -> other.language().equals(language))
                .count();
        Locale locale = Locale.forLanguageTag(language);
        String name =
                UNKNOWN.equals(language) || locale.getDisplayLanguage(locale).isEmpty()
                        ? "Main"
                        : locale.getDisplayName(locale).replace("\"", "");
        String shown = name.substring(0, 1).toUpperCase(locale) + name.substring(1);
        return before == 0 ? shown : shown + " " + (before + 1);
    }
}
