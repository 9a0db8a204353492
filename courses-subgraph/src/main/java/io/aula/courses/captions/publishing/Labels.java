package io.aula.courses.captions.publishing;

import java.util.Locale;

/** What a player's menu calls a track: its language in that language, and that a machine made it. */
final class Labels {
    private Labels() {}

    static String of(String tag, boolean isMachineMade) {
        Locale locale = Locale.forLanguageTag(tag);
        String name = locale.getDisplayName(locale);
        String shown = name.substring(0, 1).toUpperCase(locale) + name.substring(1);
        return isMachineMade ? shown + " (" + machine(locale.getLanguage()) + ")" : shown;
    }

    private static String machine(String language) {
        return switch (language) {
            case "es" -> "automático";
            case "pt" -> "automático";
            case "fr" -> "automatique";
            case "it" -> "automatico";
            case "de" -> "automatisch";
            default -> "automatic";
        };
    }
}
