package io.aula.media.captions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class CuesTest {

    @Test
    void cutsAtTheEndOfASentenceBeforeAnythingElse() {
        assertThat(texts(spoken(
                        "An index is a copy. It is kept in order, and it costs something with every write.", 300)))
                .startsWith("An index is a copy.");
    }

    @Test
    void cutsAtAClauseRatherThanAfterAnArticle() {
        List<String> cues = texts(spoken(
                "Un índice parcial guarda solo las filas que cumplen una condición, y por eso es más pequeño que el índice de"
                        + " toda la tabla que teníamos antes.",
                320));
        assertThat(cues).noneMatch(text -> text.matches(".*\\b(el|la|las|de|una|que)$"));
        assertThat(cues).anyMatch(text -> text.endsWith("condición,"));
    }

    @Test
    void neverCutsWithinANameOrANumber() {
        List<SpokenWord> words = spoken(
                "ayer hablamos largo y tendido con Ada Lovelace de la Universidad de Buenos Aires sobre 3 000 000 de filas y"
                        + " un 20 % de error en cada una de las 12 tablas que vimos",
                280);
        for (List<String> lines : Cues.of(words).stream().map(Cue::lines).toList()) {
            for (String line : lines) {
                assertThat(line).doesNotEndWith("Ada").doesNotEndWith("Buenos").doesNotEndWith("Universidad");
                assertThat(line).doesNotMatch(".*\\b[0-9]+$").doesNotMatch("^(000|%).*");
            }
        }
    }

    @Test
    void endsACueAtALongSilence() {
        List<SpokenWord> words = new ArrayList<>(spoken("before", 300));
        words.add(new SpokenWord("after", 5_000, 5_400, 1, false));
        assertThat(Cues.of(words)).extracting(Cue::text).containsExactly("before", "after");
        assertThat(Cues.of(words).getLast().startMs()).isEqualTo(5_000);
    }

    @Test
    void showsAShortWordForASecondAtLeast() {
        Cue cue = Cues.of(List.of(new SpokenWord("Yes.", 700, 900, 1, false))).getFirst();
        assertThat(cue.startMs()).isEqualTo(700);
        assertThat(cue.endMs()).isEqualTo(1_700);
    }

    @Test
    void noCueOutlivesItsVideo() {
        List<SpokenWord> words = List.of(
                new SpokenWord("Bye.", 9_500, 9_800, 1, false), new SpokenWord("Thanks", 10_050, 10_300, 1, false));
        assertThat(Cues.of(words, 10_000)).singleElement().satisfies(cue -> {
            assertThat(cue.text()).isEqualTo("Bye.");
            assertThat(cue.endMs()).isEqualTo(10_000);
        });
    }

    @Test
    void setsTwoLinesWhereOneIsTooNarrow() {
        assertThat(LineBreaks.of("The quick brown fox jumps over the lazy dog and runs"))
                .containsExactly("The quick brown fox jumps", "over the lazy dog and runs");
    }

    @Test
    void countsAChineseSignAsTwoColumnsAndPutsNoSpaceBetween() {
        List<SpokenWord> words = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            words.add(new SpokenWord("数", i * 200, i * 200 + 180, 1, i > 0));
        }
        assertThat(Cues.of(words))
                .allSatisfy(cue -> assertThat(cue.lines())
                        .hasSizeLessThanOrEqualTo(2)
                        .allSatisfy(line -> assertThat(line).doesNotContain(" ").hasSizeLessThanOrEqualTo(21)));
    }

    @Test
    void partsAWordThatIsWiderThanALine() {
        String address = "https://example.org/" + "a".repeat(80);
        List<Cue> cues = Cues.of(List.of(new SpokenWord(address, 0, 3_000, 1, false)));
        assertThat(cues).allSatisfy(CuesTest::isReadable);
        assertThat(String.join("", cues.stream().map(Cue::text).toList()).replace(" ", ""))
                .isEqualTo(address);
    }

    @Test
    void makesNothingOfNothing() {
        assertThat(Cues.of(List.of())).isEmpty();
    }

    /** Speech at a natural pace, of words from a small vocabulary, with pauses, punctuation, names and numbers. */
    @RepeatedTest(200)
    void holdsItsRulesForAnySpeech(RepetitionInfo repetition) {
        List<SpokenWord> words = anySpeech(new Random(repetition.getCurrentRepetition()));
        List<Cue> cues = Cues.of(words);
        assertThat(cues.stream().flatMap(cue -> cue.words().stream()).toList())
                .as("each word once and in order")
                .isEqualTo(words);
        for (int i = 0; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            isReadable(cue);
            assertThat(cue.startMs()).isEqualTo(cue.words().getFirst().startMs());
            assertThat(cue.text().replace(" ", ""))
                    .isEqualTo(Text.joined(cue.words()).replace(" ", ""));
            int next = i + 1 < cues.size() ? cues.get(i + 1).startMs() : Integer.MAX_VALUE;
            assertThat(cue.endMs()).isLessThanOrEqualTo(next);
            assertThat(cue.endMs() - cue.startMs())
                    .as("from one to seven seconds: %s", cue)
                    .isBetween(1_000, 7_000);
            boolean isHurried = cue.endMs() == next || cue.endMs() - cue.startMs() == 7_000;
            assertThat(isHurried || cue.text().length() * 1000 / 20 <= cue.endMs() - cue.startMs())
                    .as("no faster than 20 letters a second where there is time: %s", cue)
                    .isTrue();
        }
    }

    private static void isReadable(Cue cue) {
        assertThat(cue.lines()).hasSizeBetween(1, 2);
        assertThat(cue.lines()).allSatisfy(line -> assertThat(Text.width(line)).isBetween(1, LineBreaks.WIDEST));
    }

    private static List<SpokenWord> anySpeech(Random random) {
        String[] vocabulary = {
            "índice",
            "de",
            "la",
            "tabla",
            "consulta",
            "that",
            "because",
            "PostgreSQL",
            "Ada",
            "Lovelace",
            "3",
            "000",
            "20",
            "%",
            "y",
            "pero",
            "responsabilidad",
            "a",
            "transaction",
            "commits",
            "internacionalización",
            "ok",
            "¿Cómo",
            "es"
        };
        List<SpokenWord> words = new ArrayList<>();
        int at = random.nextInt(3_000);
        int count = 1 + random.nextInt(300);
        for (int i = 0; i < count; i++) {
            String text = vocabulary[random.nextInt(vocabulary.length)];
            String end = random.nextInt(12) == 0 ? "." : random.nextInt(9) == 0 ? "," : "";
            int length = 120 + text.length() * (45 + random.nextInt(40));
            words.add(new SpokenWord(text + end, at, at + length, random.nextFloat(), false));
            at += length + random.nextInt(60) + (random.nextInt(15) == 0 ? random.nextInt(4_000) : 0);
        }
        return words;
    }

    private static List<SpokenWord> spoken(String text, int msEach) {
        List<SpokenWord> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            int from = words.size() * msEach;
            words.add(new SpokenWord(word, from, from + msEach - 20, 1, false));
        }
        return words;
    }

    private static List<String> texts(List<SpokenWord> words) {
        return Cues.of(words).stream().map(Cue::text).toList();
    }
}
