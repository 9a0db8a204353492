package io.aula.courses.captions.editing;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CueText;
import io.aula.courses.captions.CueWord;
import io.aula.media.captions.LineBreaks;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes two cues of one, and one of two. */
record CueSplit(CaptionCue first, CaptionCue second) {
    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** @param atMs when the second half begins; null: with its first word, or in proportion where no word has a time */
    static CueSplit of(CaptionCue whole, int offset, @Nullable Integer atMs, int secondId) {
        String before = whole.text().substring(0, offset);
        String after = whole.text().substring(offset);
        int spoken = wordsIn(whole.words(), before);
        int wanted = atMs != null ? atMs : time(whole, offset, spoken);
        int at = Math.clamp(wanted, whole.startMs() + 1, Math.max(whole.startMs() + 1, whole.endMs() - 1));
        CaptionCue first = new CaptionCue(
                whole.id(),
                whole.startMs(),
                at,
                CueText.of(before),
                whole.confidence(),
                List.of(),
                whole.revision(),
                whole.source(),
                true);
        CaptionCue second = new CaptionCue(
                secondId,
                at,
                whole.endMs(),
                CueText.of(after),
                whole.confidence(),
                List.of(),
                whole.revision(),
                whole.source(),
                true);
        return whole.words().isEmpty()
                ? new CueSplit(first, second)
                : new CueSplit(
                        first.with(whole.words().subList(0, spoken)),
                        second.with(whole.words().subList(spoken, whole.words().size())));
    }

    private static int time(CaptionCue whole, int offset, int spoken) {
        if (spoken > 0 && spoken < whole.words().size()) {
            return whole.words().get(spoken).startMs();
        }
        long length = whole.endMs() - whole.startMs();
        return whole.startMs()
                + (int) (length * offset / Math.max(1, whole.text().length()));
    }

    /** How many of the words stand before the cut, counted by their letters. */
    private static int wordsIn(List<CueWord> words, String before) {
        int letters = letters(before);
        int count = 0;
        int seen = 0;
        while (count < words.size() && seen + letters(words.get(count).text()) <= letters) {
            seen += letters(words.get(count++).text());
        }
        return count;
    }

    private static int letters(String text) {
        return (int) text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
    }

    private static String joined(String start, String end) {
        return start + (isGlued(start, end) ? "" : " ") + end;
    }

    static CaptionCue merged(CaptionCue first, CaptionCue second) {
        boolean isGlued = isGlued(first.text(), second.text());
        String text = Stream.concat(first.lines().stream(), second.lines().stream())
                .reduce(CueSplit::joined)
                .orElseThrow();
        List<CueWord> words = new ArrayList<>(first.words());
        if (!first.words().isEmpty() && !second.words().isEmpty()) {
            words.addAll(second.words());
        } else {
            words.clear();
        }
        CaptionCue merged = new CaptionCue(
                first.id(),
                first.startMs(),
                second.endMs(),
                isGlued ? text : String.join("\n", LineBreaks.of(text)),
                first.confidence(),
                List.of(),
                first.revision(),
                first.source(),
                true);
        return words.isEmpty() ? merged : merged.with(words);
    }

    /** Scripts that put no space between words get none. */
    private static boolean isGlued(String start, String end) {
        int before = start.codePointBefore(start.length());
        int after = end.codePointAt(0);
        return WITHOUT_SPACES.contains(UnicodeScript.of(before)) || WITHOUT_SPACES.contains(UnicodeScript.of(after))
                ? UnicodeScript.of(before) != UnicodeScript.LATIN && UnicodeScript.of(after) != UnicodeScript.LATIN
                : false;
    }
}
