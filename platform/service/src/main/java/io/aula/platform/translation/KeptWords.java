package io.aula.platform.translation;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Words that a translation leaves as they are. An engine sees a made-up word in their place, which it does not know and so
 * leaves alone.
 */
final class KeptWords {
    private static final String CODE = "`[^`]+`" // quoted as code
            + "|https?://\\S+[\\p{L}\\p{N}/]"
            + "|[\\p{L}\\p{N}._-]+@[\\p{L}\\p{N}-]+\\.[\\p{L}]+" // an address
            + "|[@#][\\p{L}\\p{N}_]+"
            + "|\\p{L}[\\p{L}\\p{N}]*(?:[_.:]{1,2}[\\p{L}\\p{N}]+)+(?:\\(\\))?" // a_b, a.b, A::b
            + "|\\p{L}[\\p{L}\\p{N}]*\\(\\)"
            + "|\\p{Ll}+\\p{Lu}[\\p{L}\\p{N}]*"; // camelCase
    private static final String CAPITALISED = "\\p{Lu}\\p{L}*\\p{Ll}\\p{L}*+";
    /** Pilar, Ada Lovelace; not where a sentence may begin. */
    private static final String NAME =
            "|(?<name>(?<=[\\p{Ll}\\p{N},;] )%1$s(?:[ -]%1$s){%2$s,})(?!\\p{L})".replace("%1$s", CAPITALISED);

    private static final String ABBREVIATION = "|\\p{Lu}[\\p{Lu}\\p{N}]+\\b"; // SQL
    private static final Pattern SHOUTED = Pattern.compile("\\P{Ll}*\\p{Lu}\\P{L}+\\p{Lu}\\P{Ll}*");
    private static final Pattern LONG_WORD = Pattern.compile("(?<!\\p{L})\\p{L}{4,}");
    private static final int FEW = 3;
    /** They write every noun like a name. */
    private static final Set<String> CAPITALS_FOR_NOUNS = Set.of("de", "lb");

    private final Pattern pattern;
    /** Where everything is in capitals these say nothing. */
    private final Pattern withoutAbbreviations;
    /** What is written like a name and has one in each language. */
    private final Set<String> ordinary;

    /** @param language that the texts are in, by its two letters */
    KeptWords(Collection<String> glossary, String language) {
        String words = glossary.stream()
                .filter(word -> !word.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        String own = words.isEmpty() ? "" : "(?<![\\p{L}\\p{N}])(?iu:" + words + ")(?![\\p{L}\\p{N}])|";
        String name = NAME.replace("%2$s", CAPITALS_FOR_NOUNS.contains(language) ? "1" : "0");
        pattern = Pattern.compile(own + CODE + name + ABBREVIATION);
        withoutAbbreviations = Pattern.compile(own + CODE);
        ordinary = ordinary(language);
    }

    /** Days, months, languages and countries, and the smallest words: a recogniser begins pieces with a capital. */
    private static Set<String> ordinary(String language) {
        Locale locale = Locale.of(language);
        return Stream.of(
                        Arrays.stream(DayOfWeek.values()).map(day -> day.getDisplayName(TextStyle.FULL, locale)),
                        Arrays.stream(Month.values()).map(month -> month.getDisplayName(TextStyle.FULL, locale)),
                        Arrays.stream(Locale.getISOLanguages())
                                .map(code -> Locale.of(code).getDisplayLanguage(locale)),
                        Arrays.stream(Locale.getISOCountries())
                                .map(code -> Locale.of("", code).getDisplayCountry(locale)),
                        LanguageGuess.smallWords(language).stream())
                .flatMap(words -> words)
                .map(word -> word.toLowerCase(locale))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A text without its kept words, and these in order. */
    record Hidden(String text, List<String> words) {

        /** Whether the engine lost none of what stood for the words. */
        boolean isWholeIn(String translated) {
            String lower = translated.toLowerCase(Locale.ROOT);
            return IntStream.range(0, words.size())
                    .allMatch(i -> lower.contains(standIn(i).toLowerCase(Locale.ROOT)));
        }

        /** The words again, wherever the engine put what stood for them. */
        String shown(String translated) {
            String shown = translated;
            for (int i = words.size() - 1; i >= 0; i--) {
                shown = Pattern.compile(Pattern.quote(standIn(i)) + "(?!\\p{L})", Pattern.CASE_INSENSITIVE)
                        .matcher(shown)
                        .replaceAll(Matcher.quoteReplacement(words.get(i)));
            }
            return shown;
        }
    }

    Hidden hide(String text) {
        List<String> words = new ArrayList<>();
        boolean saysNothing = SHOUTED.matcher(text).matches();
        boolean isHeading = isHeading(text);
        Matcher found = (saysNothing ? withoutAbbreviations : pattern).matcher(text);
        String hidden = found.replaceAll(match -> {
            boolean isName = !saysNothing && match.group("name") != null;
            if (isName && (isHeading || ordinary.contains(match.group().toLowerCase(Locale.ROOT)))) {
                return Matcher.quoteReplacement(match.group());
            }
            words.add(match.group());
            return standIn(words.size() - 1);
        });
        return new Hidden(hidden, words);
    }

    /** All its longer words are written like names, so that this says nothing. */
    private static boolean isHeading(String text) {
        List<String> words =
                LONG_WORD.matcher(text).results().map(MatchResult::group).toList();
        return words.size() > FEW && words.stream().allMatch(word -> Character.isUpperCase(word.codePointAt(0)));
    }

    /** Letters alone, in no language a word: a digit would be taken for a number. */
    private static String standIn(int index) {
        StringBuilder letters = new StringBuilder();
        int rest = index;
        do {
            letters.append((char) ('a' + rest % 26));
            rest /= 26;
        } while (rest > 0);
        return "Qzx" + letters + "q";
    }
}
