package io.aula.courses.captions.editing;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CueText;
import io.aula.courses.refusal.RefusedException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The cues of a track while an editor's acts are done to them, in order; whether the times fit together is looked at when
 * all are done, so that two cues may change places. Every refusal names the act that it is about.
 */
final class CueSheet {
    private static final Comparator<CaptionCue> IN_TIME = Comparator.comparingInt(CaptionCue::startMs);

    private final List<CaptionCue> cues;
    private final int endMs;
    private int nextId;
    private final Map<Integer, Integer> changedBy = new HashMap<>();
    private final Set<Integer> deleted = new HashSet<>();

    /** @param durationMs of the video; a cue ends there at the latest, or where one already does */
    CueSheet(List<CaptionCue> cues, int nextId, int durationMs) {
        this.cues = new ArrayList<>(cues);
        this.nextId = nextId;
        this.endMs = cues.stream().mapToInt(CaptionCue::endMs).reduce(durationMs, Math::max);
    }

    /**
     * What came of the acts.
     *
     * @param changed in order of time
     */
    record Edited(List<CaptionCue> changed, Set<Integer> deleted, int nextId, Map<Integer, Integer> places) {}

    Edited after(List<CueEdit> edits) {
        for (int i = 0; i < edits.size(); i++) {
            Act act = new Act(i);
            switch (edits.get(i)) {
                case CueEdit.Change change -> change(act, change);
                case CueEdit.Insert insert -> insert(act, insert);
                case CueEdit.Delete(int cue) -> delete(act, cue);
                case CueEdit.Split split -> split(act, split);
                case CueEdit.Merge(int cue) -> merge(act, cue);
            }
        }
        cues.sort(IN_TIME);
        checkTimes();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < cues.size(); i++) {
            places.put(cues.get(i).id(), i);
        }
        List<CaptionCue> changed =
                cues.stream().filter(cue -> changedBy.containsKey(cue.id())).toList();
        return new Edited(changed, Set.copyOf(deleted), nextId, places);
    }

    /** One act, by its place among them. */
    private record Act(int index) {
        RefusedException refused(String code, String spanish, String english, String... field) {
            List<String> path = new ArrayList<>(List.of("edits", String.valueOf(index)));
            path.addAll(List.of(field));
            return RefusedException.againstRule(code, spanish, english, path.toArray(String[]::new));
        }
    }

    private void change(Act act, CueEdit.Change change) {
        int at = placeOf(act, change.cue());
        CaptionCue cue = cues.get(at);
        if (change.startMs() != null || change.endMs() != null) {
            int start = change.startMs() == null ? cue.startMs() : change.startMs();
            int end = change.endMs() == null ? cue.endMs() : change.endMs();
            cue = cue.at(start, end);
        }
        if (change.text() != null) {
            cue = cue.saying(text(act, change.text(), "text"));
        }
        put(act, at, cue);
    }

    private void insert(Act act, CueEdit.Insert insert) {
        cues.add(CaptionCue.written(nextId++, insert.startMs(), insert.endMs(), text(act, insert.text(), "text")));
        changedBy.put(cues.getLast().id(), act.index());
    }

    private void delete(Act act, int cue) {
        deleted.add(cues.remove(placeOf(act, cue)).id());
        changedBy.remove(cue);
    }

    private void split(Act act, CueEdit.Split split) {
        int at = placeOf(act, split.cue());
        CaptionCue whole = cues.get(at);
        int offset = letterAt(whole.text(), split.textOffset());
        String before = whole.text().substring(0, offset);
        String after = whole.text().substring(offset);
        if (CueText.of(before).isEmpty() || CueText.of(after).isEmpty()) {
            throw act.refused(
                    "SPLIT_AT_EDGE",
                    "Pon el cursor donde empieza la segunda mitad.",
                    "Put the caret where the second half begins.",
                    "split",
                    "textOffset");
        }
        CueSplit halves = CueSplit.of(whole, offset, split.atMs(), nextId++);
        put(act, at, halves.first());
        cues.add(at + 1, halves.second());
        changedBy.put(halves.second().id(), act.index());
    }

    /** The beginning of what is read as one letter there, of a flag or a family for example (Unicode Annex 29, extended clusters). */
    private static int letterAt(String text, int offset) {
        int within = Math.clamp(offset, 0, text.length());
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        return letters.isBoundary(within) ? within : letters.preceding(within);
    }

    private void merge(Act act, int cue) {
        cues.sort(IN_TIME);
        int at = placeOf(act, cue);
        if (at + 1 == cues.size()) {
            throw act.refused(
                    "NOTHING_AFTER",
                    "No hay nada después de este subtítulo.",
                    "Nothing comes after this cue.",
                    "merge");
        }
        CaptionCue next = cues.remove(at + 1);
        deleted.add(next.id());
        changedBy.remove(next.id());
        CaptionCue merged = CueSplit.merged(cues.get(at), next);
        text(act, merged.text(), "merge");
        put(act, at, merged);
    }

    private void put(Act act, int at, CaptionCue cue) {
        cues.set(at, cue);
        changedBy.put(cue.id(), act.index());
    }

    private int placeOf(Act act, int cue) {
        for (int i = 0; i < cues.size(); i++) {
            if (cues.get(i).id() == cue) {
                return i;
            }
        }
        throw act.refused("CUE_GONE", "Ese subtítulo ya no está.", "That cue is gone.");
    }

    private static String text(Act act, String typed, String field) {
        String text = CueText.of(typed);
        if (text.isEmpty()) {
            throw act.refused(
                    "CUE_EMPTY",
                    "Un subtítulo dice algo; bórralo si sobra.",
                    "A cue says something; delete it if it is not wanted.",
                    field);
        }
        if (!CueText.fits(text)) {
            throw act.refused(
                    "CUE_TOO_LONG",
                    "Un subtítulo tiene como mucho 4 líneas y 500 caracteres. Divídelo.",
                    "A cue has at most 4 lines and 500 characters. Split it.",
                    field);
        }
        return text;
    }

    private void checkTimes() {
        for (int i = 0; i < cues.size(); i++) {
            CaptionCue cue = cues.get(i);
            Integer by = changedBy.get(cue.id());
            if (by != null && (cue.startMs() < 0 || cue.endMs() <= cue.startMs() || cue.endMs() > endMs)) {
                throw new Act(by)
                        .refused(
                                "CUE_TIME",
                                "Un subtítulo termina después de empezar y antes de que acabe el vídeo.",
                                "A cue ends after it begins and before the video is over.",
                                "startMs");
            }
            if (i > 0 && cues.get(i - 1).endMs() > cue.startMs()) {
                int latest =
                        Math.max(changedBy.getOrDefault(cues.get(i - 1).id(), 0), changedBy.getOrDefault(cue.id(), 0));
                throw new Act(latest)
                        .refused(
                                "CUES_OVERLAP",
                                "Dos subtítulos se pisan. Acorta uno de los dos.",
                                "Two cues overlap. Shorten one of them.",
                                "startMs");
            }
        }
    }
}
