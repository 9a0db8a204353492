package io.aula.courses.captions.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.translation.Unit.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TranslatedCuesTest {
    private static final List<Unit> SOURCE = Unit.of(List.of(
            new Spoken(1, 1, 0, 1_000, "Hola."),
            new Spoken(2, 1, 1_000, 2_000, "Hoy vemos"),
            new Spoken(3, 1, 2_000, 3_000, "los índices.")));

    @Test
    void whatIsNotTranslatedYetIsLaidOnTheTimesOfItsSource() {
        TranslatedCues.Change first =
                new TranslatedCues(List.of(), 1).after(SOURCE, said(SOURCE, "Hello.", "Today indexes."));
        assertThat(first.changed())
                .extracting(CaptionCue::text, CaptionCue::startMs, CaptionCue::endMs)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Hello.", 0, 1_000),
                        org.assertj.core.groups.Tuple.tuple("Today", 1_000, 2_000),
                        org.assertj.core.groups.Tuple.tuple("indexes.", 2_000, 3_000));
        assertThat(TranslatedCues.missing(SOURCE, first.changed(), Set.of())).isEmpty();
        assertThat(new TranslatedCues(first.changed(), first.nextId())
                        .after(SOURCE, Map.of())
                        .isNothing())
                .isTrue();
    }

    @Test
    void onlySentencesThatSaySomethingElseAreMissing() {
        List<CaptionCue> there = translated();
        List<Unit> edited = Unit.of(List.of(
                new Spoken(1, 1, 0, 1_000, "Hola."),
                new Spoken(2, 2, 1_000, 2_000, "Hoy veremos"),
                new Spoken(3, 1, 2_000, 3_000, "los índices.")));
        assertThat(TranslatedCues.missing(edited, there, Set.of())).containsExactly(edited.get(1));
        List<Unit> parted = Unit.of(List.of(
                new Spoken(1, 1, 0, 1_000, "Hola."),
                new Spoken(2, 2, 1_000, 2_000, "Hoy vemos."),
                new Spoken(3, 1, 2_000, 3_000, "los índices.")));
        assertThat(TranslatedCues.missing(parted, there, Set.of()))
                .as("a full stop parts the sentence: both halves are others")
                .hasSize(2);
    }

    @Test
    void aCueThatAPersonCorrectedIsNeverTouchedNorCovered() {
        List<CaptionCue> there = new ArrayList<>(translated());
        CaptionCue mine = there.get(1).at(1_200, 2_400).saying("My own words");
        there.set(1, mine);
        List<Unit> edited = Unit.of(List.of(
                new Spoken(1, 1, 0, 1_000, "Hola."),
                new Spoken(2, 2, 1_000, 2_000, "Hoy veremos"),
                new Spoken(3, 1, 2_000, 3_000, "los índices.")));
        TranslatedCues.Change change =
                new TranslatedCues(there, 4).after(edited, Map.of(edited.get(1).digest(), "Today indexes."));
        CaptionCue kept = change.changed().stream()
                .filter(cue -> cue.id() == mine.id())
                .findFirst()
                .orElse(mine);
        assertThat(kept.text()).isEqualTo("My own words");
        assertThat(kept.startMs()).isEqualTo(1_200);
        assertThat(change.deleted()).isEmpty();
        assertThat(change.changed().stream()
                        .filter(cue -> cue.id() == 3)
                        .findFirst()
                        .orElseThrow()
                        .startMs())
                .as("the machine's cue makes room")
                .isEqualTo(2_400);
    }

    @Test
    void aSourceThatIsGoneTakesItsTranslationAlong() {
        List<Unit> shorter = Unit.of(List.of(new Spoken(1, 1, 0, 1_000, "Hola.")));
        TranslatedCues.Change change = new TranslatedCues(translated(), 4).after(shorter, Map.of());
        assertThat(change.deleted()).containsExactlyInAnyOrder(2, 3);
        assertThat(change.changed()).isEmpty();
    }

    @Test
    void aMovedCueIsFollowedWithoutAnEngine() {
        List<Unit> moved = Unit.of(List.of(
                new Spoken(1, 2, 100, 900, "Hola."),
                new Spoken(2, 1, 1_000, 2_000, "Hoy vemos"),
                new Spoken(3, 1, 2_000, 3_000, "los índices.")));
        assertThat(TranslatedCues.missing(moved, translated(), Set.of())).isEmpty();
        TranslatedCues.Change change = new TranslatedCues(translated(), 4).after(moved, Map.of());
        assertThat(change.changed())
                .extracting(CaptionCue::startMs, CaptionCue::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(100, "Hello."));
    }

    private static List<CaptionCue> translated() {
        return new TranslatedCues(List.of(), 1)
                .after(SOURCE, said(SOURCE, "Hello.", "Today indexes."))
                .changed();
    }

    private static Map<String, String> said(List<Unit> units, String... texts) {
        return units.stream().collect(Collectors.toMap(Unit::digest, unit -> texts[units.indexOf(unit)]));
    }
}
