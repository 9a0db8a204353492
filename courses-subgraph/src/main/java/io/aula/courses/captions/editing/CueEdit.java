package io.aula.courses.captions.editing;

import io.aula.courses.refusal.RefusedException;
import io.aula.courses.schema.types.CueEditInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an editor does to a track, one act at a time. */
sealed interface CueEdit {
    /** What is null stays. */
    record Change(
            int cue,
            @Nullable String text,
            @Nullable Integer startMs,
            @Nullable Integer endMs) implements CueEdit {}

    record Insert(int startMs, int endMs, String text) implements CueEdit {}

    record Delete(int cue) implements CueEdit {}

    /**
     * The first half keeps the id.
     *
     * @param textOffset of the second half, in UTF-16 units
     * @param atMs when it begins; null: with its first word
     */
    record Split(int cue, int textOffset, @Nullable Integer atMs) implements CueEdit {}

    /** Takes in the cue after it. */
    record Merge(int cue) implements CueEdit {}

    /** What was asked, in that order. */
    static List<CueEdit> of(List<CueEditInput> inputs) {
        List<CueEdit> edits = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            edits.add(of(inputs.get(i), i));
        }
        return edits;
    }

    private static CueEdit of(CueEditInput input, int place) {
        List<CueEdit> acts = Stream.of(
                        Optional.ofNullable(input.getChange()).map(change -> (CueEdit) new CueEdit.Change(
                                number(change.getCueId(), place),
                                change.getText(),
                                change.getStartMs(),
                                change.getEndMs())),
                        Optional.ofNullable(input.getInsert()).map(insert ->
                                (CueEdit) new CueEdit.Insert(insert.getStartMs(), insert.getEndMs(), insert.getText())),
                        Optional.ofNullable(input.getDelete())
                                .map(cue -> (CueEdit) new CueEdit.Delete(number(cue, place))),
                        Optional.ofNullable(input.getSplit()).map(split -> (CueEdit) new CueEdit.Split(
                                number(split.getCueId(), place), split.getTextOffset(), split.getAtMs())),
                        Optional.ofNullable(input.getMerge())
                                .map(cue -> (CueEdit) new CueEdit.Merge(number(cue, place))))
                .flatMap(Optional::stream)
                .toList();
        if (acts.size() != 1) {
            throw RefusedException.againstRule(
                    "ONE_EDIT_EACH",
                    "Cada cambio es uno solo: change, insert, delete, split o merge.",
                    "Each edit is exactly one: change, insert, delete, split or merge.",
                    "edits",
                    String.valueOf(place));
        }
        return acts.getFirst();
    }

    /** What is no number of a cue is the number of none. */
    private static int number(String cueId, int place) {
        if (!cueId.matches("[1-9][0-9]{0,8}")) {
            throw RefusedException.againstRule(
                    "CUE_GONE", "Ese subtítulo ya no está.", "That cue is gone.", "edits", String.valueOf(place));
        }
        return Integer.parseInt(cueId);
    }
}
