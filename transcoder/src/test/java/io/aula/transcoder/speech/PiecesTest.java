package io.aula.transcoder.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class PiecesTest {

    @Test
    void makesNoPieceOfSilence() {
        assertThat(Pieces.of(List.of(), new float[100], 100 * 512)).isEmpty();
    }

    @Test
    void packsSpeechTowardsTheWindowAndLeavesLongSilencesOut() {
        List<Span> speech = List.of(seconds(1, 9), seconds(30, 41), seconds(100, 104), seconds(200, 210));
        List<Piece> pieces = Pieces.of(speech, new float[8_000], seconds(0, 220).to());
        assertThat(pieces).extracting(piece -> piece.stretches().size()).containsExactly(3, 1);
        assertThat(pieces).allMatch(piece -> piece.length() <= Pieces.LONGEST);
    }

    @Test
    void readsAWordAfterTheTenthPauseWhereItIsSpoken() {
        List<Span> speech = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            speech.add(seconds(10 * i + 3, 10 * i + 4));
        }
        Piece piece = Pieces.of(speech, new float[4_000], seconds(0, 120).to()).getFirst();
        long before = piece.stretches().subList(0, 10).stream()
                .mapToLong(Span::length)
                .sum();
        int inPiece = (int) (before / 16) + 250;
        assertThat(piece.inSound(inPiece, inPiece + 300).fromMs()).isEqualTo(103_000);
        assertThat(piece.inSound(inPiece, inPiece + 300).toMs()).isEqualTo(103_300);
    }

    @Test
    void cutsSpeechWithoutAPauseWhereItComesNearestToOne() {
        float[] likelihood = new float[2_000];
        java.util.Arrays.fill(likelihood, 0.95f);
        likelihood[700] = likelihood[701] = likelihood[702] = 0.5f; // 22.4 s
        List<Piece> pieces =
                Pieces.of(List.of(seconds(0, 50)), likelihood, seconds(0, 60).to());
        assertThat(pieces.getFirst().stretches().getFirst().toMs()).isBetween(22_380, 22_500);
    }

    /** No sample of speech is lost, and none is in two pieces. */
    @RepeatedTest(50)
    void holdsEachSampleOfSpeechOnce(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        float[] likelihood = new float[20_000];
        boolean isSpeech = false;
        for (int i = 0, left = 0; i < likelihood.length; i++, left--) {
            if (left == 0) {
                isSpeech = !isSpeech;
                left = 1 + random.nextInt(isSpeech ? 1_500 : 120);
            }
            likelihood[i] = isSpeech ? 0.6f + 0.4f * random.nextFloat() : 0.3f * random.nextFloat();
        }
        List<Span> speech = VoiceDetector.speech(likelihood);
        List<Span> stretches = Pieces.of(speech, likelihood, likelihood.length * 512L).stream()
                .flatMap(piece -> piece.stretches().stream())
                .toList();
        for (int i = 1; i < stretches.size(); i++) {
            assertThat(stretches.get(i).from())
                    .isGreaterThanOrEqualTo(stretches.get(i - 1).to());
        }
        for (Span span : speech) {
            long covered = stretches.stream()
                    .mapToLong(s -> Math.max(0, Math.min(s.to(), span.to()) - Math.max(s.from(), span.from())))
                    .sum();
            assertThat(covered).isEqualTo(span.length());
        }
    }

    private static Span seconds(int from, int to) {
        return new Span(Span.samples(1_000 * from), Span.samples(1_000 * to));
    }
}
