package io.aula.media.captions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts spoken words into cues: at most two lines of 42 columns, one to seven seconds, at most 20 letters a second where the
 * speech allows it, cut at clauses, never within a name or a number. Among all ways to cut a stretch of speech it takes the one
 * of least cost; a cue begins with its first word, stays a little for readers, and is gone when the next begins.
 */
public final class Cues {

    private static final int LONGEST_MS = 7_000;
    private static final int SHORTEST_MS = 1_000;
    private static final int LETTERS_PER_SECOND = 20;
    private static final int LINGER_MS = 300;
    /** A silence longer than this ends a cue whatever was said. */
    private static final int SILENCE_MS = 1_500;

    private static final long FOR_EACH_CUE = 10;
    private static final long FOR_SHORTNESS = 200;
    private static final long FOR_EACH_LETTER_TOO_FAST = 4;
    private static final long FOR_A_SENTENCE_END_WITHIN = 14;
    private static final long FOR_A_SCRAP = 12;
    private static final int SCRAP = 12;

    private Cues() {}

    /** @param spoken in rising order, without overlap */
    public static List<Cue> of(List<SpokenWord> spoken) {
        return of(spoken, Integer.MAX_VALUE);
    }

    /**
     * @param spoken in rising order, without overlap; a word that begins after the end is none
     * @param lengthMs of what is spoken in: no cue stays longer
     */
    public static List<Cue> of(List<SpokenWord> spoken, int lengthMs) {
        List<SpokenWord> words = LongWords.parted(
                spoken.stream().filter(word -> word.startMs() < lengthMs).toList());
        List<List<SpokenWord>> groups = new ArrayList<>();
        for (int from = 0; from < words.size(); ) {
            int to = from + 1;
            while (to < words.size()
                    && words.get(to).startMs() - words.get(to - 1).endMs() <= SILENCE_MS) {
                to++;
            }
            groups.addAll(cut(words.subList(from, to)));
            from = to;
        }
        return timed(groups, lengthMs);
    }

    /** The cheapest way to cut one stretch of speech. */
    private static List<List<SpokenWord>> cut(List<SpokenWord> words) {
        int count = words.size();
        long[] least = new long[count + 1];
        int[] from = new int[count + 1];
        for (int to = 1; to <= count; to++) {
            least[to] = Long.MAX_VALUE;
            for (int start = to - 1; start >= 0 && mayStand(words, start, to); start--) {
                long cost = least[start] + cost(words, start, to);
                if (cost < least[to]) {
                    least[to] = cost;
                    from[to] = start;
                }
            }
        }
        List<List<SpokenWord>> groups = new ArrayList<>();
        for (int to = count; to > 0; to = from[to]) {
            groups.addFirst(words.subList(from[to], to));
        }
        return groups;
    }

    /** One word always may. */
    private static boolean mayStand(List<SpokenWord> words, int start, int to) {
        if (to - start == 1) {
            return true;
        }
        boolean isInTime = words.get(to - 1).endMs() - words.get(start).startMs() <= LONGEST_MS;
        return isInTime && LineBreaks.of(words.subList(start, to)).isPresent();
    }

    private static long cost(List<SpokenWord> words, int start, int to) {
        boolean isLast = to == words.size();
        String text = Text.joined(words.subList(start, to));
        int letters = text.length();
        int free =
                isLast ? LONGEST_MS : words.get(to).startMs() - words.get(start).startMs();
        long tooFast = letters - (long) LETTERS_PER_SECOND * Math.min(free, LONGEST_MS) / 1000;
        long cost = FOR_EACH_CUE + (isLast ? 0 : Boundary.cost(words, to - 1));
        cost += free < SHORTEST_MS ? FOR_SHORTNESS : 0;
        cost += Math.max(0, tooFast) * FOR_EACH_LETTER_TOO_FAST;
        cost += letters < SCRAP && !(Boundary.endsSentence(words.get(to - 1)) && isBegin(words, start))
                ? FOR_A_SCRAP
                : 0;
        for (int i = start; i < to - 1; i++) {
            cost += Boundary.endsSentence(words.get(i)) ? FOR_A_SENTENCE_END_WITHIN : 0;
        }
        return cost;
    }

    private static boolean isBegin(List<SpokenWord> words, int start) {
        return start == 0 || Boundary.endsSentence(words.get(start - 1));
    }

    private static List<Cue> timed(List<List<SpokenWord>> groups, int lengthMs) {
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<SpokenWord> words = groups.get(i);
            int next = i + 1 < groups.size() ? groups.get(i + 1).getFirst().startMs() : lengthMs;
            cues.add(cue(words, next));
        }
        return List.copyOf(cues);
    }

    private static Cue cue(List<SpokenWord> words, int next) {
        Optional<List<String>> lines = LineBreaks.of(words);
        String text = Text.joined(words);
        int start = words.getFirst().startMs();
        int spoken = words.getLast().endMs() + LINGER_MS;
        int readable = start + Math.max(SHORTEST_MS, text.length() * 1000 / LETTERS_PER_SECOND);
        int end = Math.min(Math.max(spoken, readable), start + LONGEST_MS);
        double confidence =
                words.stream().mapToDouble(SpokenWord::confidence).average().orElse(0);
        // Two words may begin within one millisecond of a doubtful piece; a cue still lasts one.
        int free = Math.max(start + 1, next);
        return new Cue(start, Math.min(end, free), lines.orElse(List.of(text)), (float) confidence, words);
    }
}
