package io.aula.media.captions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays words on at most two lines of 42 columns, broken where the sense breaks and otherwise evenly. */
public final class LineBreaks {

    /** Columns of a line. */
    public static final int WIDEST = 42;

    private static final int UNEVENNESS_PER_POINT = 3;

    private LineBreaks() {}

    /** The lines of a text that nobody timed, such as a translation; more than two where it is too long for two. */
    public static List<String> of(String text) {
        List<SpokenWord> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            words.add(new SpokenWord(word.isEmpty() ? "…" : word, 0, 0, 1, false));
        }
        return of(words).orElseGet(() -> greedy(LongWords.parted(words)));
    }

    /** Empty when the words need more than two lines. */
    static Optional<List<String>> of(List<SpokenWord> words) {
        String whole = Text.joined(words);
        if (Text.width(whole) <= WIDEST) {
            return Optional.of(List.of(whole));
        }
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int after = 0; after + 1 < words.size(); after++) {
            int first = Text.width(Text.joined(words.subList(0, after + 1)));
            int second = Text.width(Text.joined(words.subList(after + 1, words.size())));
            int cost = Boundary.cost(words, after) + Math.abs(first - second) / UNEVENNESS_PER_POINT;
            if (first <= WIDEST && second <= WIDEST && cost < least) {
                least = cost;
                best = after + 1;
            }
        }
        return best < 0
                ? Optional.empty()
                : Optional.of(
                        List.of(Text.joined(words.subList(0, best)), Text.joined(words.subList(best, words.size()))));
    }

    private static List<String> greedy(List<SpokenWord> words) {
        List<String> lines = new ArrayList<>();
        List<SpokenWord> line = new ArrayList<>();
        for (SpokenWord word : words) {
            line.add(word);
            if (Text.width(Text.joined(line)) > WIDEST) {
                line.removeLast();
                lines.add(Text.joined(line));
                line.clear();
                line.add(word);
            }
        }
        lines.add(Text.joined(line));
        return lines;
    }
}
