package io.aula.media.captions;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How bad it is to break between two words: nothing at the end of a sentence, little at a clause, much after an article, and
 * never within a name or a number.
 */
final class Boundary {

    static final int NEVER = 10_000;

    private static final int CLAUSE = 3;
    private static final int BEFORE_CONJUNCTION = 6;
    private static final int PLAIN = 14;
    private static final int AFTER_SMALL_WORD = 30;
    private static final int PAUSE_MS = 250;

    private static final Set<String> CONJUNCTIONS = Set.of(
            "y",
            "e",
            "o",
            "u",
            "pero",
            "sino",
            "que",
            "porque",
            "aunque",
            "cuando",
            "donde",
            "mientras",
            "si",
            "como",
            "para",
            "and",
            "or",
            "but",
            "because",
            "which",
            "that",
            "who",
            "when",
            "where",
            "while",
            "although",
            "if",
            "so",
            "than");
    private static final Set<String> SMALL = Set.of(
            "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "al", "a", "en", "con", "por", "sin",
            "su", "sus", "mi", "tu", "muy", "no", "se", "lo", "le", "es", "son", "era", "fue", "ha", "han", "hay",
            "the", "an", "of", "to", "in", "on", "at", "by", "with", "for", "from", "his", "her", "its", "my", "your",
            "our", "their", "very", "not", "is", "are", "was", "were", "has", "have", "had", "i");
    private static final Set<String> WITHIN_NAMES =
            Set.of("de", "del", "la", "las", "los", "of", "the", "von", "van", "der", "da", "di", "du", "le");
    private static final Set<String> UNITS = Set.of(
            "millones",
            "millón",
            "mil",
            "billones",
            "euros",
            "dólares",
            "pesos",
            "grados",
            "por",
            "million",
            "billion",
            "thousand",
            "hundred",
            "dollars",
            "percent",
            "degrees",
            "pounds");

    private Boundary() {}

    /** @param after the index of the word before the break */
    static int cost(List<SpokenWord> words, int after) {
        SpokenWord before = words.get(after);
        SpokenWord next = words.get(after + 1);
        if (next.isGlued() && !Character.isIdeographic(next.text().codePointAt(0))) {
            return NEVER;
        }
        if (endsSentence(before)) {
            return 0;
        }
        if (isWithinName(words, after) || isWithinNumber(words, after)) {
            return NEVER;
        }
        int cost = cost(before, next);
        boolean isPause = next.startMs() - before.endMs() >= PAUSE_MS;
        return isPause ? Math.min(cost, CLAUSE + 1) : cost;
    }

    static boolean endsSentence(SpokenWord word) {
        return word.text().matches("(?s).*[.?!…。？！]['\"»”’)\\]]*")
                && !word.text().matches("(\\p{Lu}|Sr|Sra|Dr|Dra|Mr|Mrs|Ms|St)\\.");
    }

    private static int cost(SpokenWord before, SpokenWord next) {
        if (endsClause(before)) {
            return CLAUSE;
        }
        if (SMALL.contains(plain(before)) || CONJUNCTIONS.contains(plain(before))) {
            return AFTER_SMALL_WORD;
        }
        if (CONJUNCTIONS.contains(plain(next))) {
            return BEFORE_CONJUNCTION;
        }
        return isNumber(before) ? AFTER_SMALL_WORD : PLAIN;
    }

    private static boolean endsClause(SpokenWord word) {
        return word.text().matches("(?s).*[,;:，；：、]['\"»”’)\\]]*");
    }

    /** "Ada Lovelace", "Universidad de Chile"; not across a comma. */
    private static boolean isWithinName(List<SpokenWord> words, int after) {
        SpokenWord before = words.get(after);
        if (endsClause(before)) {
            return false;
        }
        SpokenWord next = words.get(after + 1);
        if (isCapital(before) && isCapital(next)) {
            return true;
        }
        boolean linksOn = isCapital(before)
                && WITHIN_NAMES.contains(plain(next))
                && after + 2 < words.size()
                && isCapital(words.get(after + 2));
        boolean linksBack = after > 0
                && isCapital(words.get(after - 1))
                && !endsClause(words.get(after - 1))
                && !endsSentence(words.get(after - 1))
                && WITHIN_NAMES.contains(before.text())
                && isCapital(next);
        return linksOn || linksBack;
    }

    /** "3 000", "20 %", "5 GB", "dos" is a word. */
    private static boolean isWithinNumber(List<SpokenWord> words, int after) {
        SpokenWord before = words.get(after);
        SpokenWord next = words.get(after + 1);
        if (!isNumber(before)) {
            return after > 0
                    && isNumber(words.get(after - 1))
                    && plain(before).equals("por")
                    && plain(next).equals("ciento");
        }
        boolean isUnit = next.text().matches("[%‰€$£¥º°].*|\\p{L}{1,2}[.,;:]?|[kKmMgGtT]?[bBgGmMlLWVA]\\p{L}?[.,;:]?");
        return isNumber(next) || isUnit || UNITS.contains(plain(next));
    }

    private static boolean isNumber(SpokenWord word) {
        return word.text().matches("[-+$€£¥]?\\p{N}[\\p{N}.,:/]*[\\p{N}]?") && !endsClause(word);
    }

    private static boolean isCapital(SpokenWord word) {
        return word.text().matches("(?s)[¿¡\"'«“(\\[]*\\p{Lu}.*");
    }

    private static String plain(SpokenWord word) {
        return word.text().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
