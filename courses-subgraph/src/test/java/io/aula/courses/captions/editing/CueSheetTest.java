package io.aula.courses.captions.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CueText;
import io.aula.courses.captions.CueWord;
import io.aula.courses.refusal.Refusal;
import io.aula.courses.refusal.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CueSheetTest {
    private static final int DURATION_MS = 60_000;

    private static final CaptionCue HELLO = CaptionCue.heard(
            1,
            1_000,
            3_000,
            "Hola a todos",
            List.of(word("Hola", 1_000, 1_400, 0.9), word("a", 1_500, 1_600, 0.9), word("todos", 1_800, 2_400, 0.3)));
    private static final CaptionCue BASES = CaptionCue.heard(
            2,
            3_000,
            5_000,
            "vases de datos",
            List.of(word("vases", 3_000, 3_500, 0.2), word("de", 3_600, 3_700, 0.9), word("datos", 3_800, 4_400, 0.8)));

    @Test
    void aCorrectedWordIsBeyondDoubtAndTheOthersKeepTheirTimes() {
        CaptionCue changed = edited(new CueEdit.Change(2, "bases de datos", null, null))
                .changed()
                .getFirst();
        assertThat(changed.words())
                .extracting(CueWord::text, CueWord::confidence)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("bases", 1.0),
                        org.assertj.core.groups.Tuple.tuple("de", 0.9),
                        org.assertj.core.groups.Tuple.tuple("datos", 0.8));
        assertThat(changed.words().get(1).startMs()).isEqualTo(3_600);
        assertThat(changed.words().getFirst().endMs()).isBetween(3_000, 3_600);
        assertThat(changed.isCorrected()).isTrue();
    }

    @Test
    void aSplitFallsOnTheFirstWordOfTheSecondHalf() {
        CueSheet.Edited edited = edited(new CueEdit.Split(1, "Hola a ".length(), null));
        assertThat(edited.changed())
                .extracting(CaptionCue::id, CaptionCue::startMs, CaptionCue::endMs, CaptionCue::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 1_000, 1_800, "Hola a"),
                        org.assertj.core.groups.Tuple.tuple(3, 1_800, 3_000, "todos"));
        assertThat(edited.changed().getLast().words()).extracting(CueWord::text).containsExactly("todos");
        assertThat(edited.nextId()).isEqualTo(4);
    }

    @Test
    void aSplitAtAnEdgeIsRefusedAndNamesItsEdit() {
        Refusal.AgainstRule refusal = refusal(new CueEdit.Delete(2), new CueEdit.Split(1, 0, null));
        assertThat(refusal.rule()).isEqualTo("SPLIT_AT_EDGE");
        assertThat(refusal.path()).startsWith("edits", "1");
    }

    @Test
    void mergedCuesHaveASpaceWhereTheirScriptUsesOne() {
        CueSheet.Edited edited = edited(new CueEdit.Merge(1));
        assertThat(edited.changed())
                .extracting(CaptionCue::id, CaptionCue::startMs, CaptionCue::endMs, CaptionCue::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 1_000, 5_000, "Hola a todos vases de datos"));
        assertThat(edited.deleted()).containsExactly(2);
        assertThat(edited.changed().getFirst().words()).hasSize(6);
        CaptionCue one = CaptionCue.written(1, 0, 1_000, "你好");
        CaptionCue two = CaptionCue.written(2, 1_000, 2_000, "世界");
        assertThat(CueSplit.merged(one, two).text()).isEqualTo("你好世界");
        CaptionCue lines = CaptionCue.written(1, 0, 1_000, "你好\n世界");
        assertThat(CueSplit.merged(lines, CaptionCue.written(2, 1_000, 2_000, "hola\nmundo"))
                        .text())
                .isEqualTo("你好世界 hola mundo");
    }

    @Test
    void twoCuesMayMoveTogetherButNotIntoEachOther() {
        CueSheet.Edited edited =
                edited(new CueEdit.Change(1, null, 3_500, 4_500), new CueEdit.Change(2, null, 4_500, 6_500));
        assertThat(edited.changed()).extracting(CaptionCue::startMs).containsExactly(3_500, 4_500);
        assertThat(refusal(new CueEdit.Change(1, null, null, 3_050)).rule()).isEqualTo("CUES_OVERLAP");
        assertThat(refusal(new CueEdit.Insert(59_000, 61_000, "después del final"))
                        .rule())
                .isEqualTo("CUE_TIME");
    }

    @Test
    void aCueThatOutlivesItsVideoCanBeCorrectedAllTheSame() {
        CaptionCue late = CaptionCue.written(1, 58_000, 60_400, "adios");
        CueSheet sheet = new CueSheet(List.of(late), 2, DURATION_MS);
        assertThat(sheet.after(List.of(new CueEdit.Change(1, "adiós", null, null)))
                        .changed()
                        .getFirst()
                        .text())
                .isEqualTo("adiós");
    }

    @Test
    void aCueSaysSomethingAndItsEmptyLinesGo() {
        assertThat(edited(new CueEdit.Change(1, " uno \n\n\u200B\n dos", null, null))
                        .changed()
                        .getFirst()
                        .text())
                .isEqualTo("uno\ndos");
        for (String nothing : List.of("", " \n ", "\u200B")) {
            assertThat(refusal(new CueEdit.Change(1, nothing, null, null)).rule())
                    .isEqualTo("CUE_EMPTY");
        }
        assertThat(refusal(new CueEdit.Change(1, "x".repeat(501), null, null)).rule())
                .isEqualTo("CUE_TOO_LONG");
    }

    @Test
    void aLetterOfSeveralSignsIsNotSplit() {
        for (String letter : List.of("🎬", "👩‍👧‍👦", "🇪🇸")) {
            for (int offset = letter.length() + 1; offset < 2 * letter.length(); offset++) {
                assertThat(edited(
                                        new CueEdit.Change(1, letter + letter + " escena", null, null),
                                        new CueEdit.Split(1, offset, null))
                                .changed())
                        .as(letter + " at " + offset)
                        .extracting(CaptionCue::text)
                        .containsExactly(CueText.of(letter), CueText.of(letter + " escena"));
            }
        }
        assertThat(refusal(new CueEdit.Change(1, "🎬🎬 escena", null, null), new CueEdit.Split(1, 1, null))
                        .rule())
                .isEqualTo("SPLIT_AT_EDGE");
    }

    @Test
    void noHalfOfASplitSaysNothing() {
        assertThat(refusal(new CueEdit.Change(1, "\u200Fשלום", null, null), new CueEdit.Split(1, 1, null))
                        .rule())
                .isEqualTo("SPLIT_AT_EDGE");
    }

    @Test
    void placesAreCountedInOrderOfTime() {
        CueSheet.Edited edited = edited(new CueEdit.Insert(0, 500, "antes"));
        assertThat(edited.places()).containsEntry(3, 0).containsEntry(1, 1).containsEntry(2, 2);
    }

    private static CueSheet.Edited edited(CueEdit... edits) {
        return new CueSheet(List.of(HELLO, BASES), 3, DURATION_MS).after(List.of(edits));
    }

    private static Refusal.AgainstRule refusal(CueEdit... edits) {
        return (Refusal.AgainstRule) catchThrowableOfType(RefusedException.class, () -> edited(edits))
                .why()
                .getFirst();
    }

    private static CueWord word(String text, int startMs, int endMs, double confidence) {
        return new CueWord(text, startMs, endMs, confidence, false);
    }
}
