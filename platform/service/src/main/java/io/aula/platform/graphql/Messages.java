package io.aula.platform.graphql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
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

    /** A moment in the reader's language. Nobody tells us where they are: one zone for all, which is named. */
    public static String moment(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(isSpanish() ? Locale.of("es", "ES") : Locale.UK)
                        .format(at.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    private static boolean isSpanish() {
        return "es".equals(language());
    }
}
