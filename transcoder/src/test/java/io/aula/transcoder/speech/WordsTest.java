package io.aula.transcoder.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.media.captions.SpokenWord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From tokens to words, and to the times at which they are said. */
final class WordsTest {

    @Test
    void joinsTheTokensOfAWordWithItsPunctuation() {
        assertThat(WordReader.words(tokens(" ¿", "C", "ómo", " est", "ás", "?"), "es"))
                .extracting(SpokenWord::text)
                .containsExactly("¿Cómo", "estás?");
    }

    @Test
    void joinsTheBytesOfALetterBeforeItReadsThem() {
        byte[] bytes = " número".getBytes(StandardCharsets.UTF_8);
        List<Token> halves = List.of(
                new Token(Arrays.copyOf(bytes, 3), 0, 100, 0.9f),
                new Token(Arrays.copyOfRange(bytes, 3, bytes.length), 100, 300, 0.4f));
        SpokenWord word = WordReader.words(halves, "es").getFirst();
        assertThat(word.text()).isEqualTo("número");
        assertThat(word.confidence()).isEqualTo(0.4f);
        assertThat(word.endMs()).isEqualTo(300);
    }

    @Test
    void makesWordsWithoutSpacesWhereAScriptHasNone() {
        byte[] sign = "据".getBytes(StandardCharsets.UTF_8);
        List<Token> tokens = List.of(
                new Token("数".getBytes(StandardCharsets.UTF_8), 0, 100, 1),
                new Token(Arrays.copyOf(sign, 2), 100, 200, 1),
                new Token(Arrays.copyOfRange(sign, 2, 3), 100, 200, 1),
                new Token("。".getBytes(StandardCharsets.UTF_8), 200, 200, 1));
        List<SpokenWord> words = WordReader.words(tokens, "zh");
        assertThat(words).extracting(SpokenWord::text).containsExactly("数", "据。");
        assertThat(words.getLast().isGlued()).isTrue();
    }

    @Test
    void leavesOutNotesAndDashesThatNobodySays() {
        assertThat(WordReader.words(tokens(" -", " ♪", " yes", " ...", " 20", " %"), "en"))
                .extracting(SpokenWord::text)
                .containsExactly("yes", "20", "%");
    }

    @Test
    void movesAWordOutOfThePauseBeforeIt() {
        List<Span> speech = List.of(ms(0, 1_000), ms(4_000, 5_000));
        List<SpokenWord> laid = WordTimes.on(speech, List.of(word("one", 100, 950), word("two", 1_000, 4_400)));
        assertThat(laid.getLast().startMs()).isEqualTo(4_000);
        assertThat(laid.getLast().endMs()).isEqualTo(4_400);
    }

    @Test
    void beginsWithTheSpeechItBegins() {
        List<SpokenWord> laid = WordTimes.on(List.of(ms(2_000, 5_000)), List.of(word("late", 2_300, 2_600)));
        assertThat(laid.getFirst().startMs()).isEqualTo(2_000);
    }

    @Test
    void beginsASentenceBehindThePauseThatItsFirstWordsAreHeardBefore() {
        List<Span> speech = List.of(ms(0, 2_000), ms(2_300, 5_000));
        List<SpokenWord> laid = WordTimes.on(
                speech,
                List.of(
                        word("it", 900, 1_000),
                        word("returns.", 1_000, 1_640),
                        word("If", 1_640, 2_250),
                        word("the", 2_250, 2_400),
                        word("table", 2_400, 2_800)));
        assertThat(laid).extracting(SpokenWord::text).containsExactly("it", "returns.", "If", "the", "table");
        assertThat(laid.get(1).startMs()).isEqualTo(1_000);
        assertThat(laid.get(2).startMs()).isEqualTo(2_300);
        assertThat(laid.get(3).startMs()).isBetween(2_300, 2_400);
        assertThat(laid.get(4).startMs()).isEqualTo(2_400);
    }

    @Test
    void leavesWordsBeforeAPauseWhereNoSentenceBeginsOrSomebodyPausesAfterAComma() {
        List<Span> speech = List.of(ms(0, 2_000), ms(2_300, 5_000));
        for (String before : List.of("So,", "returns")) {
            List<SpokenWord> laid = WordTimes.on(
                    speech, List.of(word("Yes.", 900, 1_600), word(before, 1_600, 1_900), word("the", 2_250, 2_400)));
            assertThat(laid.get(1).startMs()).as(before).isEqualTo(before.endsWith(",") ? 1_600 : 2_300);
        }
        List<SpokenWord> far =
                WordTimes.on(speech, List.of(word("Yes.", 100, 500), word("that", 500, 800), word("is", 2_250, 2_400)));
        assertThat(far.get(1).startMs()).isEqualTo(500);
    }

    @Test
    void leavesASentenceThatBeginsBetweenTwoPausesBetweenThem() {
        List<Span> speech = List.of(ms(0, 2_000), ms(2_300, 2_800), ms(3_100, 5_000));
        List<SpokenWord> laid = WordTimes.on(
                speech, List.of(word("Yes.", 900, 1_900), word("Well", 2_300, 2_800), word("let", 3_100, 3_400)));
        assertThat(laid).extracting(SpokenWord::startMs).containsExactly(900, 2_300, 3_100);
    }

    @Test
    void movesTheFirstWordsOfASentenceBehindOnePauseOnly() {
        List<Span> speech = List.of(ms(0, 2_000), ms(2_300, 2_800), ms(3_100, 5_000));
        List<SpokenWord> laid = WordTimes.on(
                speech,
                List.of(
                        word("Yes.", 900, 1_600),
                        word("Well", 1_950, 2_250),
                        word("so", 2_500, 2_700),
                        word("let", 3_100, 3_400)));
        assertThat(laid).extracting(SpokenWord::startMs).containsExactly(900, 2_300, 2_500, 3_100);
    }

    @Test
    void leavesOutAWordThatNobodySaidThere() {
        assertThat(WordTimes.on(List.of(ms(0, 1_000)), List.of(word("one", 0, 900), word("thanks", 9_000, 9_500))))
                .extracting(SpokenWord::text)
                .containsExactly("one");
    }

    @Test
    void keepsWordsInOrderAndApart() {
        List<SpokenWord> laid = WordTimes.on(
                List.of(ms(0, 3_000)), List.of(word("a", 500, 900), word("b", 400, 700), word("c", 650, 660)));
        assertThat(laid).extracting(SpokenWord::text).containsExactly("a", "b", "c");
        for (int i = 1; i < laid.size(); i++) {
            assertThat(laid.get(i).startMs())
                    .isGreaterThanOrEqualTo(laid.get(i - 1).endMs());
        }
    }

    @Test
    void saysOnceWhatARecogniserRepeatsWithoutEnd() {
        List<SpokenWord> words = new ArrayList<>(List.of(word("so", 0, 10)));
        for (int i = 0; i < 10; i++) {
            words.add(word("thank", 10, 20));
            words.add(word(i % 2 == 0 ? "You." : "you", 20, 30));
        }
        assertThat(Repetition.removed(words)).extracting(SpokenWord::text).containsExactly("so", "thank", "You.");
    }

    @Test
    void keepsWhatAPersonRepeats() {
        List<SpokenWord> words = List.of(word("no,", 0, 1), word("no,", 1, 2), word("no", 2, 3), word("way", 3, 4));
        assertThat(Repetition.removed(words)).isEqualTo(words);
    }

    private static List<Token> tokens(String... texts) {
        return Arrays.stream(texts)
                .map(text -> new Token(text.getBytes(StandardCharsets.UTF_8), 0, 100, 0.9f))
                .toList();
    }

    private static SpokenWord word(String text, int from, int to) {
        return new SpokenWord(text, from, to, 1, false);
    }

    private static Span ms(int from, int to) {
        return new Span(Span.samples(from), Span.samples(to));
    }
}
