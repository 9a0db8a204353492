package io.aula.transcoder.speech;

import io.aula.media.captions.SpokenWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A recogniser that has lost the thread says the same over and over; a person seldom says it more than three times. */
final class Repetition {

    private static final int LONGEST_PHRASE = 12;
    private static final int MOST_TIMES = 3;
    private static final int FEWEST_WORDS = 6;

    private Repetition() {}

    /** Of a phrase that comes more than three times without a break only the first stays. */
    static List<SpokenWord> removed(List<SpokenWord> words) {
        List<SpokenWord> kept = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int length = repeated(words, at);
            int times = length == 0 ? 1 : times(words, at, length);
            int step = Math.max(1, length);
            kept.addAll(words.subList(at, at + step));
            at += step * times;
        }
        return List.copyOf(kept);
    }

    /** Length of the shortest phrase at {@code at} that is said too often; 0 for none. */
    private static int repeated(List<SpokenWord> words, int at) {
        for (int length = 1; length <= LONGEST_PHRASE; length++) {
            int times = times(words, at, length);
            if (times > MOST_TIMES && times * length >= FEWEST_WORDS) {
                return length;
            }
        }
        return 0;
    }

    private static int times(List<SpokenWord> words, int at, int length) {
        int times = 1;
        while (at + (times + 1) * length <= words.size() && isSame(words, at, at + times * length, length)) {
            times++;
        }
        return times;
    }

    private static boolean isSame(List<SpokenWord> words, int first, int second, int length) {
        for (int i = 0; i < length; i++) {
            if (!plain(words.get(first + i)).equals(plain(words.get(second + i)))) {
                return false;
            }
        }
        return true;
    }

    private static String plain(SpokenWord word) {
        return word.text().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
