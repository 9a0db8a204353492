package io.aula.courses.search;

import java.util.ArrayList;
import java.util.List;

/** As much of a passage as somebody may read. */
final class Snippet {
    /** Enough to see in what sense a word was said, too little to read a lesson by. */
    private static final int WORDS_AROUND = 3;

    private static final String LEFT_OUT = "…";

    private Snippet() {}

    /** Of a text with marked words, these with the few around them; what lies between is left out. */
    static String around(String marked) {
        List<String> words = List.of(marked.strip().split("\\s+"));
        List<String> shown = new ArrayList<>();
        int last = -1;
        for (int at = 0; at < words.size(); at++) {
            if (isNear(words, at)) {
                if (at > last + 1) {
                    shown.add(LEFT_OUT);
                }
                shown.add(words.get(at));
                last = at;
            }
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
}
