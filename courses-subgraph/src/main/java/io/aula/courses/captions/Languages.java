package io.aula.courses.captions;

import java.util.Locale;

/** Languages as captions name them. */
public final class Languages {
    private Languages() {}

    /** As BCP 47 writes it. */
    public static String canonical(String tag) {
        return Locale.forLanguageTag(tag).toLanguageTag();
    }
}
