package io.aula.platform.graphql;

import org.springframework.context.i18n.LocaleContextHolder;

/** Picks the sentence in the request's language: Spanish when it is asked for first, English otherwise. */
public final class Messages {
    private Messages() {}

    public static String of(String spanish, String english) {
        return isSpanish() ? spanish : english;
    }

    /** ISO 639 code of what the reader asked for first; empty where the service's default is no language and none was asked. */
    public static String language() {
        return LocaleContextHolder.getLocale().getLanguage();
    }

    private static boolean isSpanish() {
        return "es".equals(language());
    }
}
