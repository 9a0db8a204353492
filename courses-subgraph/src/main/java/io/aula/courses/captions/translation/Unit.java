package io.aula.courses.captions.translation;

import io.aula.platform.hash.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cues that together say one or more whole sentences: what is translated at once. */
record Unit(List<Spoken> cues) {
    private static final Pattern SENTENCE_END = Pattern.compile("(?s).*[.?!…。？！]['\"»”’)\\]]*");
    private static final int PAUSE_MS = 2_000;
    private static final int MOST_CUES = 8;
    private static final int LONGEST = 600;

    Unit {
        cues = List.copyOf(cues);
    }

    /** A cue of the language that is spoken. @param text in one line */
    record Spoken(int cue, int revision, int startMs, int endMs, String text) {}

    /** A unit ends with a sentence, at a pause, or where it grows too long for an engine. */
    static List<Unit> of(List<Spoken> cues) {
        List<Unit> units = new ArrayList<>();
        List<Spoken> open = new ArrayList<>();
        for (int i = 0; i < cues.size(); i++) {
            open.add(cues.get(i));
            boolean isLast = i + 1 == cues.size();
            if (isLast || ends(open, cues.get(i + 1))) {
                units.add(new Unit(open));
                open.clear();
            }
        }
        return units;
    }

    private static boolean ends(List<Spoken> open, Spoken next) {
        Spoken last = open.getLast();
        int length = open.stream().mapToInt(cue -> cue.text().length()).sum();
        return SENTENCE_END.matcher(last.text()).matches()
                || next.startMs() - last.endMs() > PAUSE_MS
                || open.size() >= MOST_CUES
                || length + next.text().length() > LONGEST;
    }

    String text() {
        return cues.stream().map(Spoken::text).collect(Collectors.joining(" "));
    }

    /** Another as soon as it says something else or is parted otherwise; times do not matter. */
    String digest() {
        String said = cues.stream().map(cue -> cue.cue() + " " + cue.text()).collect(Collectors.joining("\n"));
        return Sha256.hex(said).substring(0, 16);
    }

    /** The translation laid on the cues, by their shares of the original; empty where there are fewer words than cues. */
    List<String> laid(String translated) {
        return CueLayout.of(
                translated, cues.stream().map(cue -> cue.text().length()).toList());
    }
}
