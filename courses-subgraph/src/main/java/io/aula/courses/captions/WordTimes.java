package io.aula.courses.captions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of a cue whose text a person changed: what stayed keeps its time and its doubt, what is new takes the time
 * between its neighbours and is beyond doubt.
 *
 * <pre>
 * heard    we  lurn  SQL       (longest common subsequence: we, SQL)
 * written  we  learn SQL
 * </pre>
 */
final class WordTimes {
    private static final int MOST_WORDS = 200;

    private WordTimes() {}

    static List<CueWord> of(CaptionCue before, String text) {
        List<CueWord> heard = before.words();
        // Where words are not parted by spaces nobody can say which of them were changed.
        if (heard.isEmpty() || heard.stream().anyMatch(CueWord::isGlued) || heard.size() > MOST_WORDS) {
            return List.of();
        }
        List<String> written = Arrays.asList(text.strip().split("\\s+"));
        if (written.size() > MOST_WORDS) {
            return List.of();
        }
        int[] kept = kept(heard, written);
        List<CueWord> words = new ArrayList<>();
        for (int at = 0; at < written.size(); at++) {
            words.add(kept[at] >= 0 ? heard.get(kept[at]) : placed(before, written, kept, at));
        }
        return words;
    }

    /** A new word shares the gap between the words that stayed with the other new ones there, by letters. */
    private static CueWord placed(CaptionCue cue, List<String> written, int[] kept, int at) {
        int first = at;
        while (first > 0 && kept[first - 1] < 0) {
            first--;
        }
        int after = at;
        while (after < written.size() && kept[after] < 0) {
            after++;
        }
        int from = first == 0 ? cue.startMs() : cue.words().get(kept[first - 1]).endMs();
        int to = after == written.size()
                ? cue.endMs()
                : cue.words().get(kept[after]).startMs();
        long letters = letters(written, first, after);
        long span = Math.max(0, to - from);
        int start = from + (int) (span * letters(written, first, at) / letters);
        int end = from + (int) (span * letters(written, first, at + 1) / letters);
        return new CueWord(written.get(at), start, end, 1, false);
    }

    private static long letters(List<String> words, int from, int to) {
        return words.subList(from, to).stream().mapToLong(String::length).sum();
    }

    /** For each written word the heard one that it is, or -1. */
    private static int[] kept(List<CueWord> heard, List<String> written) {
        int[][] longest = new int[heard.size() + 1][written.size() + 1];
        for (int i = heard.size() - 1; i >= 0; i--) {
            for (int j = written.size() - 1; j >= 0; j--) {
                longest[i][j] = heard.get(i).text().equals(written.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int[] kept = new int[written.size()];
        Arrays.fill(kept, -1);
        for (int i = 0, j = 0; i < heard.size() && j < written.size(); ) {
            if (heard.get(i).text().equals(written.get(j))) {
                kept[j++] = i++;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return kept;
    }
}
