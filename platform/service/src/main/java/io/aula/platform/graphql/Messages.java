package io.aula.platform.graphql;

import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;

/** Picks the sentence in the request's language: Spanish when it is asked for first, English otherwise. */
public final class Messages {
    private Messages() {}

    public static String of(String spanish, String english) {
        return isSpanish() ? spanish : english;
    }

    public static boolean isSpanish() {
        Locale locale = LocaleContextHolder.getLocale();
        return "es".equals(locale.getLanguage());
    }
}
