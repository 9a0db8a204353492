package io.aula.courses.captions.translation;

import io.aula.courses.captions.CaptionCue;
import io.aula.media.captions.LineBreaks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cues of a translated track after its source changed: sentences that say the same stay, at the times of their source;
 * those that were translated anew are laid on its cues; and what a person corrected is never touched.
 */
final class TranslatedCues {
    private static final int SHORTEST_MS = 100;

    private final List<CaptionCue> before;
    private final Map<Integer, CaptionCue> bySource;
    private int nextId;

    TranslatedCues(List<CaptionCue> before, int nextId) {
        this.before = before;
        this.nextId = nextId;
        bySource = before.stream()
                .filter(cue -> cue.source() != null)
                .collect(Collectors.toMap(
                        cue -> Objects.requireNonNull(cue.source()).cue(), Function.identity(), (one, other) -> one));
    }

    /** What differs from before. */
    record Change(List<CaptionCue> changed, Set<Integer> deleted, int nextId) {
        boolean isNothing() {
            return changed.isEmpty() && deleted.isEmpty();
        }
    }

    /** The sentences that are not translated as they stand. @param takenOut digests of those that a person wants out */
    static List<Unit> missing(List<Unit> units, List<CaptionCue> translated, Set<String> takenOut) {
        Set<String> there = new HashSet<>(takenOut);
        translated.stream()
                .map(CaptionCue::source)
                .filter(Objects::nonNull)
                .map(CaptionCue.Source::unit)
                .forEach(there::add);
        return units.stream().filter(unit -> !there.contains(unit.digest())).toList();
    }

    /** @param translated by the digests of units; those that are missing here stand as they are */
    Change after(List<Unit> units, Map<String, String> translated) {
        List<CaptionCue> kept =
                new ArrayList<>(before.stream().filter(CaptionCue::isCorrected).toList());
        Set<Integer> spoken = new HashSet<>();
        kept.replaceAll(cue -> inItsUnit(cue, units));
        for (Unit unit : units) {
            String text = translated.get(unit.digest());
            List<String> laid = text == null ? List.of() : unit.laid(text);
            for (int i = 0; i < unit.cues().size(); i++) {
                CaptionCue cue = text == null
                        ? standing(unit.cues().get(i))
                        : renewed(unit, unit.cues().get(i), laid.get(i));
                if (cue != null && spoken.add(cue.id())) {
                    kept.add(cue);
                }
            }
        }
        return difference(apart(kept));
    }

    /** The unit of a corrected cue may be another by now; what it says is not. */
    private static CaptionCue inItsUnit(CaptionCue cue, List<Unit> units) {
        CaptionCue.Source source = cue.source();
        if (source == null) {
            return cue;
        }
        return units.stream()
                .filter(unit -> unit.cues().stream().anyMatch(each -> each.cue() == source.cue()))
                .findFirst()
                .map(unit -> with(cue, new CaptionCue.Source(source.cue(), source.revision(), unit.digest())))
                .orElse(cue);
    }

    private @Nullable CaptionCue standing(Unit.Spoken spoken) {
        CaptionCue there = bySource.get(spoken.cue());
        return there == null || there.isCorrected() ? null : timed(there, spoken);
    }

    private @Nullable CaptionCue renewed(Unit unit, Unit.Spoken spoken, String text) {
        CaptionCue there = bySource.get(spoken.cue());
        if (text.isBlank() || there != null && there.isCorrected()) {
            return null;
        }
        return new CaptionCue(
                there == null ? nextId++ : there.id(),
                spoken.startMs(),
                spoken.endMs(),
                String.join("\n", LineBreaks.of(text)),
                null,
                List.of(),
                0,
                new CaptionCue.Source(spoken.cue(), spoken.revision(), unit.digest()),
                false);
    }

    /** What a person placed goes before what a machine did. */
    private static List<CaptionCue> apart(List<CaptionCue> cues) {
        List<CaptionCue> sorted = new ArrayList<>(cues);
        sorted.sort(Comparator.comparingInt(CaptionCue::startMs)
                .thenComparing(CaptionCue::isCorrected, Comparator.reverseOrder()));
        List<CaptionCue> apart = new ArrayList<>();
        for (CaptionCue cue : sorted) {
            if (!apart.isEmpty() && apart.getLast().endMs() > cue.startMs()) {
                CaptionCue last = apart.getLast();
                if (cue.isCorrected() && !last.isCorrected()) {
                    apart.removeLast();
                    add(apart, last, last.startMs(), cue.startMs());
                    apart.add(cue);
                } else {
                    add(apart, cue, last.endMs(), cue.endMs());
                }
            } else {
                apart.add(cue);
            }
        }
        return apart;
    }

    private static void add(List<CaptionCue> to, CaptionCue cue, int startMs, int endMs) {
        if (endMs - startMs >= SHORTEST_MS) {
            to.add(timed(cue, startMs, endMs));
        }
    }

    private Change difference(List<CaptionCue> after) {
        Map<Integer, CaptionCue> old = before.stream().collect(Collectors.toMap(CaptionCue::id, Function.identity()));
        List<CaptionCue> changed = after.stream()
                .filter(cue -> !cue.in(0)
                        .equals(old.containsKey(cue.id()) ? old.get(cue.id()).in(0) : null))
                .toList();
        Set<Integer> gone = new HashSet<>(old.keySet());
        after.forEach(cue -> gone.remove(cue.id()));
        return new Change(changed, gone, nextId);
    }

    private static CaptionCue timed(CaptionCue cue, Unit.Spoken spoken) {
        return timed(cue, spoken.startMs(), spoken.endMs());
    }

    private static CaptionCue timed(CaptionCue cue, int startMs, int endMs) {
        return new CaptionCue(
                cue.id(),
                startMs,
                endMs,
                cue.text(),
                cue.confidence(),
                cue.words(),
                cue.revision(),
                cue.source(),
                cue.isCorrected());
    }

    private static CaptionCue with(CaptionCue cue, CaptionCue.Source source) {
        return new CaptionCue(
                cue.id(),
                cue.startMs(),
                cue.endMs(),
                cue.text(),
                cue.confidence(),
                cue.words(),
                cue.revision(),
                source,
                cue.isCorrected());
    }
}
