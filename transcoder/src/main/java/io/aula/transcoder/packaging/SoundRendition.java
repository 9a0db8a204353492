package io.aula.transcoder.packaging;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One of the sounds that a viewer chooses from.
 *
 * @param language as BCP 47, {@code und} when unknown or no tag at all
 */
public record SoundRendition(Rendition rendition, String language) {

    static final String UNKNOWN = "und";
    /** RFC 5646, section 2.1. The child that read it in a stranger's file may write anything; this goes into manifests. */
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}");

    public SoundRendition {
        language = WELL_FORMED.matcher(language).matches() ? language : UNKNOWN;
    }

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
