package io.aula.courses.captions.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parts a text by given shares, between words and rather at the end of a clause than in the middle of one.
 *
 * <pre>
 * shares 20 : 30   "Today, in this lesson, we learn SQL." → "Today, in this lesson," | "we learn SQL."
 * </pre>
 */
final class CueLayout {
    /** So many letters a cut may be off its place to fall on the end of a clause. */
    private static final int FOR_A_CLAUSE = 10;

    private CueLayout() {}

    static List<String> of(String text, List<Integer> shares) {
        boolean hasSpaces = text.strip().contains(" ");
        List<String> words = hasSpaces
                ? Arrays.asList(text.strip().split("\\s+"))
                : text.strip().codePoints().mapToObj(Character::toString).toList();
        if (shares.size() == 1 || !hasSpaces && !isIdeographic(text)) {
            return filled(text.strip(), shares.size());
        }
        String glue = hasSpaces ? " " : "";
        long whole = shares.stream().mapToLong(share -> share).sum();
        int letters = String.join(glue, words).length();
        List<String> parts = new ArrayList<>();
        int from = 0;
        long share = 0;
        for (int i = 0; i < shares.size(); i++) {
            share += shares.get(i);
            int left = shares.size() - 1 - i;
            int to = left == 0
                    ? words.size()
                    : cut(words, glue.length(), from, left, letters * share / Math.max(1, whole));
            parts.add(String.join(glue, words.subList(from, to)));
            from = to;
        }
        return parts;
    }

    /** The best place to end a part that begins at {@code from}, so that each of those left has a word. */
    private static int cut(List<String> words, int glue, int from, int left, long wanted) {
        int first = Math.min(from + 1, words.size());
        int last = Math.max(first, words.size() - left);
        int best = first;
        long least = Long.MAX_VALUE;
        int at = 0;
        for (int to = 1; to <= last; to++) {
            at += words.get(to - 1).length() + (to > 1 ? glue : 0);
            long off =
                    Math.abs(at - wanted) - (words.get(to - 1).matches("(?s).*[,;:.?!…]['\"»”)]*") ? FOR_A_CLAUSE : 0);
            if (to >= first && off < least) {
                least = off;
                best = to;
            }
        }
        return best;
    }

    private static boolean isIdeographic(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    private static List<String> filled(String text, int count) {
        List<String> parts = new ArrayList<>(List.of(text));
        while (parts.size() < count) {
            parts.add("");
        }
        return parts;
    }
}
