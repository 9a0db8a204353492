package io.aula.courses.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** As much of a passage as somebody may read. */
final class Snippet {
    /** Enough to see in what sense a word was said, too little to read a lesson by. */
    private static final int WORDS_AROUND = 3;

    /** Words that stand everywhere ("de la que") would bring the rest along. */
    private static final int MOST_WORDS = 15;

    /** In languages that are not written apart, what stands between two signs is one word. */
    private static final int LONGEST_WORD = 30;

    private static final String LEFT_OUT = "…";

    private Snippet() {}

    /** Of a text with marked words, these with the few around them; what lies between is left out. */
    static String around(String marked) {
        List<String> words = List.of(marked.strip().split("\\s+"));
        List<String> shown = new ArrayList<>();
        int last = -1;
        List<Integer> near = IntStream.range(0, words.size())
                .filter(at -> isNear(words, at))
                .limit(MOST_WORDS)
                .boxed()
                .toList();
        for (int at : near) {
            if (at > last + 1) {
                shown.add(LEFT_OUT);
            }
            shown.add(brief(words.get(at)));
            last = at;
        }
        if (last < words.size() - 1) {
            shown.add(LEFT_OUT);
        }
        return String.join(" ", shown);
    }

    private static boolean isNear(List<String> words, int at) {
        return words.subList(Math.max(0, at - WORDS_AROUND), Math.min(words.size(), at + WORDS_AROUND + 1)).stream()
                .anyMatch(word -> word.contains("«"));
    }

    /** From its mark on, when it is long. */
    private static String brief(String word) {
        String rest = word.length() > LONGEST_WORD ? word.substring(Math.max(0, word.indexOf('«'))) : word;
        if (rest.codePointCount(0, rest.length()) <= LONGEST_WORD) {
            return rest;
        }
        String begun = rest.substring(0, rest.offsetByCodePoints(0, LONGEST_WORD)) + LEFT_OUT;
        return begun.lastIndexOf('«') > begun.lastIndexOf('»') ? begun + "»" : begun;
    }
}
