package io.aula.courses.captions.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.captions.translation.Unit.Spoken;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitTest {

    @Test
    void aUnitEndsWithItsSentenceOrAtAPause() {
        List<Unit> units = Unit.of(List.of(
                cue(1, 0, "Hoy vemos,"),
                cue(2, 1_000, "con calma, los índices."),
                cue(3, 2_000, "¿Listos?"),
                cue(4, 3_000, "sin final"),
                cue(5, 9_000, "después de una pausa")));
        assertThat(units.stream().map(Unit::text))
                .containsExactly("Hoy vemos, con calma, los índices.", "¿Listos?", "sin final", "después de una pausa");
    }

    @Test
    void aSpeakerWithoutFullStopsIsPartedAllTheSame() {
        List<Spoken> endless = new java.util.ArrayList<>();
        for (int i = 0; i < 20; i++) {
            endless.add(cue(i + 1, i * 1_000, "y entonces"));
        }
        assertThat(Unit.of(endless)).hasSize(3);
    }

    @Test
    void aDigestChangesWithTheWordsAndTheirCuesButNotWithTheTimes() {
        Unit unit = Unit.of(List.of(cue(1, 0, "uno"), cue(2, 1_000, "dos."))).getFirst();
        assertThat(Unit.of(List.of(cue(1, 100, "uno"), cue(2, 1_500, "dos.")))
                        .getFirst()
                        .digest())
                .isEqualTo(unit.digest());
        assertThat(Unit.of(List.of(cue(1, 0, "uno dos."))).getFirst().digest()).isNotEqualTo(unit.digest());
        assertThat(Unit.of(List.of(cue(1, 0, "uno"), cue(3, 1_000, "dos.")))
                        .getFirst()
                        .digest())
                .isNotEqualTo(unit.digest());
    }

    @Test
    void aTranslationIsLaidOnTheCuesByTheirSharesAndRatherAtAClause() {
        assertThat(CueLayout.of("Today, in this lesson, we learn how SQL works.", List.of(20, 22)))
                .containsExactly("Today, in this lesson,", "we learn how SQL works.");
        assertThat(CueLayout.of("one two three", List.of(1, 1_000, 1))).containsExactly("one", "two", "three");
        assertThat(CueLayout.of("hi", List.of(10, 10))).containsExactly("hi", "");
        assertThat(CueLayout.of("one two", List.of(5, 5, 5))).hasSize(3).startsWith("one");
        assertThat(CueLayout.of("今天我们学习", List.of(10, 10))).containsExactly("今天我", "们学习");
        assertThat(CueLayout.of("a b c d e f", List.of(7))).containsExactly("a b c d e f");
    }

    private static Spoken cue(int id, int startMs, String text) {
        return new Spoken(id, 1, startMs, startMs + 1_000, text);
    }
}
