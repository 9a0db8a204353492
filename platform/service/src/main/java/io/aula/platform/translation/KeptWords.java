package io.aula.platform.translation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
            + "|\\p{Ll}+\\p{Lu}[\\p{L}\\p{N}]*" // camelCase
            + "|\\p{Lu}[\\p{Lu}\\p{N}]+\\b" // SQL
            + "|(?<=[\\p{Ll},] )\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)+"; // Ada Lovelace, within a sentence

    private final Pattern pattern;

    KeptWords(Collection<String> glossary) {
        String words = glossary.stream()
                .filter(word -> !word.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        String own = words.isEmpty() ? "" : "(?<![\\p{L}\\p{N}])(?iu:" + words + ")(?![\\p{L}\\p{N}])|";
        pattern = Pattern.compile(own + CODE);
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
        Matcher found = pattern.matcher(text);
        String hidden = found.replaceAll(match -> {
            words.add(match.group());
            return standIn(words.size() - 1);
        });
        return new Hidden(hidden, words);
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
