package io.aula.media.captions;

import java.util.ArrayList;
import java.util.List;

/** A word wider than a line, an address perhaps, is parted; its time is shared by letters. */
final class LongWords {

    private LongWords() {}

    static List<SpokenWord> parted(List<SpokenWord> words) {
        List<SpokenWord> result = new ArrayList<>();
        for (SpokenWord word : words) {
            if (Text.width(word.text()) <= LineBreaks.WIDEST) {
                result.add(word);
            } else {
                part(word, result);
            }
        }
        return result;
    }

    private static void part(SpokenWord word, List<SpokenWord> into) {
        int[] letters = word.text().codePoints().toArray();
        int most = LineBreaks.WIDEST / 2;
        for (int from = 0; from < letters.length; from += most) {
            int count = Math.min(most, letters.length - from);
            int start = word.startMs() + (int) ((long) (word.endMs() - word.startMs()) * from / letters.length);
            int end = word.startMs() + (int) ((long) (word.endMs() - word.startMs()) * (from + count) / letters.length);
            // A part stands alone, so that a line may end before it.
            into.add(new SpokenWord(
                    new String(letters, from, count), start, end, word.confidence(), from == 0 && word.isGlued()));
        }
    }
}
