package io.aula.transcoder.speech;

import io.aula.media.captions.SpokenWord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lays words on the speech that was found. The recogniser's times are guesses between its own time stamps and often spill
 * into a pause; where speech begins and ends is known better.
 */
final class WordTimes {

    private static final int REACH_MS = 500;
    private static final int SHORTEST_MS = 40;
    private static final int LONGEST_MS = 2_500;
    /** How far before a pause the recogniser lets a sentence begin that begins behind it. */
    private static final int EARLY_MS = 1_200;

    private static final int EARLY_WORDS = 4;
    private static final Pattern SENTENCE_END = Pattern.compile(".*[.?!…。？！][\"'”’»)]*", Pattern.DOTALL);

    private WordTimes() {}

    /**
     * @param words in the order they were said, with their times in the sound
     * @param speech in rising order
     * @return rising, without overlap; a word far from all speech was made up and is left out
     */
    static List<SpokenWord> on(List<Span> speech, List<SpokenWord> words) {
        if (speech.isEmpty()) {
            return List.of();
        }
        List<SpokenWord> laid = new ArrayList<>();
        int free = 0;
        int previous = -1;
        int at = 0;
        for (SpokenWord word : withSentencesBehindPauses(speech, words)) {
            at = Math.max(at, nearest(speech, word, at));
            Span span = speech.get(at);
            if (distance(span, word) > REACH_MS) {
                continue;
            }
            int start = Math.clamp(word.startMs(), span.fromMs(), Math.max(span.fromMs(), span.toMs() - SHORTEST_MS));
            boolean isFirst = at != previous;
            if (isFirst && start - span.fromMs() < REACH_MS) {
                start = span.fromMs();
            }
            start = Math.max(start, free);
            int end = Math.clamp(word.endMs(), start + SHORTEST_MS, Math.max(start + SHORTEST_MS, span.toMs()));
            end = Math.min(end, start + LONGEST_MS);
            laid.add(word.at(start, end));
            free = end;
            previous = at;
        }
        return List.copyOf(laid);
    }

    /**
     * A sentence whose first words lie just before a pause, without one before them, begins behind it. Whoever says "so," and pauses
     * has a comma there, and is left alone.
     */
    private static List<SpokenWord> withSentencesBehindPauses(List<Span> speech, List<SpokenWord> words) {
        List<SpokenWord> moved = new ArrayList<>(words);
        for (Span behind : speech.subList(1, speech.size())) {
            int next = 0;
            while (next < moved.size() && middle(moved.get(next)) < behind.fromMs()) {
                next++;
            }
            int first = begunEarly(speech, moved, next, behind.fromMs());
            for (int i = first; i < next; i++) {
                int start = behind.fromMs() + (i - first) * SHORTEST_MS;
                moved.set(i, moved.get(i).at(start, start + SHORTEST_MS));
            }
        }
        return moved;
    }

    /** @return the first word of the sentence that began before the pause; {@code next} where none did */
    private static int begunEarly(List<Span> speech, List<SpokenWord> words, int next, int pauseEndMs) {
        for (int i = next - 1; i >= Math.max(0, next - EARLY_WORDS - 1); i--) {
            String text = words.get(i).text();
            if (SENTENCE_END.matcher(text).matches()) {
                return i + 1 < next && isPauseBetween(speech, words.get(i), words.get(i + 1)) ? next : i + 1;
            }
            if (words.get(i).startMs() < pauseEndMs - EARLY_MS
                    || !Character.isLetterOrDigit(text.codePointBefore(text.length()))) {
                return next;
            }
        }
        return next;
    }

    private static boolean isPauseBetween(List<Span> speech, SpokenWord before, SpokenWord after) {
        return speech.stream().anyMatch(span -> middle(before) < span.fromMs() && span.fromMs() <= middle(after));
    }

    private static int middle(SpokenWord word) {
        return (word.startMs() + word.endMs()) / 2;
    }

    /** The stretch that holds most of the word; where none holds any, the nearest. */
    private static int nearest(List<Span> speech, SpokenWord word, int from) {
        int best = from;
        for (int i = from; i < speech.size() && speech.get(i).fromMs() <= word.endMs() + REACH_MS; i++) {
            int overlap = overlap(speech.get(i), word);
            int most = overlap(speech.get(best), word);
            if (overlap > most || overlap == most && distance(speech.get(i), word) < distance(speech.get(best), word)) {
                best = i;
            }
        }
        return best;
    }

    private static int overlap(Span span, SpokenWord word) {
        return span.overlapMs(word.startMs(), Math.max(word.endMs(), word.startMs() + 1));
    }

    private static int distance(Span span, SpokenWord word) {
        return Math.max(0, Math.max(span.fromMs() - word.endMs(), word.startMs() - span.toMs()));
    }
}
