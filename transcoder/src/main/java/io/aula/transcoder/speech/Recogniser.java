package io.aula.transcoder.speech;

import io.aula.media.captions.SpokenWord;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Hears one sound piece by piece; each piece alone, so the words are the same whether or not the work was cut in between. */
final class Recogniser {

    private static final int PIECES_FOR_LANGUAGE = 3;
    private static final float SURE = 0.35f;
    private static final float CLEAR = 0.75f;

    /** @param likelihood how sure, between 0 and 1 */
    record Language(String code, float likelihood) {}

    private final NativeWhisper whisper;
    private final Sound sound;
    private final IntSupplier threads;
    private final float[] likelihood;
    private final List<Span> speech;
    private final List<Piece> pieces;

    /** @param threads asked before each piece */
    Recogniser(NativeWhisper whisper, Sound sound, float[] likelihood, IntSupplier threads) {
        this.whisper = whisper;
        this.sound = sound;
        this.threads = threads;
        this.likelihood = likelihood;
        this.speech = VoiceDetector.speech(likelihood);
        this.pieces = Pieces.of(speech, likelihood, sound.samples());
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** By the longest pieces of the beginning, the middle and the end, for a greeting may be in another language. */
    Language language() throws IOException {
        int parts = Math.min(PIECES_FOR_LANGUAGE, pieces.size());
        float[] sums = new float[0];
        for (int part = 0; part < parts; part++) {
            List<Piece> some = pieces.subList(part * pieces.size() / parts, (part + 1) * pieces.size() / parts);
            Piece longest =
                    some.stream().max(Comparator.comparingLong(Piece::length)).orElseThrow();
            float[] found = whisper.languages(longest.samples(sound), threads.getAsInt());
            sums = sums.length == 0 ? new float[found.length] : sums;
            for (int i = 0; i < found.length; i++) {
                sums[i] += found[i] / parts;
            }
        }
        int best = 0;
        for (int i = 1; i < sums.length; i++) {
            best = sums[i] > sums[best] ? i : best;
        }
        return new Language(whisper.language(best), Math.clamp(sums[best], 0, 1));
    }

    /** What is said in one piece, with times in the sound; empty when told to stop. */
    Optional<List<SpokenWord>> hear(Piece piece, String language, String prompt, BooleanSupplier isStopped)
            throws IOException {
        Hearing how = new Hearing(language, false, prompt, threads.getAsInt());
        return whisper.hear(piece.samples(sound), how, isStopped)
                .map(tokens -> credible(piece, WordReader.words(tokens, language)));
    }

    /** The same in English; when each word of it is said is a guess. */
    Optional<List<SpokenWord>> hearInEnglish(Piece piece, String language, BooleanSupplier isStopped)
            throws IOException {
        // Words to expect are in the other language.
        Hearing how = new Hearing(language, true, "", threads.getAsInt());
        return whisper.hear(piece.samples(sound), how, isStopped)
                .map(tokens -> credible(piece, WordReader.words(tokens, "en")));
    }

    private List<SpokenWord> credible(Piece piece, List<SpokenWord> words) {
        List<SpokenWord> inSound = Repetition.removed(words).stream()
                .map(word -> placed(piece, word))
                .toList();
        List<Span> here = speech.stream()
                .filter(span -> piece.stretches().stream()
                        .anyMatch(stretch -> span.from() < stretch.to() && span.to() > stretch.from()))
                .toList();
        List<SpokenWord> laid = WordTimes.on(here, inSound);
        return isMadeUp(laid) ? List.of() : laid;
    }

    private static SpokenWord placed(Piece piece, SpokenWord word) {
        Span span = piece.inSound(word.startMs(), word.endMs());
        return word.at(span.fromMs(), span.toMs());
    }

    /** Words of which the recogniser is not sure, in sound of which the detector is not sure either. */
    private boolean isMadeUp(List<SpokenWord> words) {
        double confidence = words.stream()
                .mapToDouble(word -> Math.log(Math.max(1e-4, word.confidence())))
                .average()
                .orElse(0);
        double clearness = words.stream().mapToDouble(this::clearness).average().orElse(1);
        return Math.exp(confidence) < SURE && clearness < CLEAR;
    }

    private double clearness(SpokenWord word) {
        int from = (int) (Span.samples(word.startMs()) / SileroNetwork.WINDOW);
        int to = (int) (Span.samples(word.endMs()) / SileroNetwork.WINDOW);
        float sum = 0;
        for (int i = from; i <= to; i++) {
            sum += i < likelihood.length ? likelihood[i] : 0;
        }
        return sum / (to - from + 1);
    }
}
