package io.aula.transcoder.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.media.captions.Cue;
import io.aula.media.captions.Cues;
import io.aula.media.captions.SpokenWord;
import io.aula.transcoder.Speech;
import io.aula.transcoder.model.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The real recogniser with the real model, on a sentence or two of a synthetic voice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NativeWhisperTest {

    private static final int PAUSE_MS = 2_500;
    private static final int SILENCE_MS = 8_000;

    @TempDir
    private static Path folder;

    private Wanted model;
    private Path spoken;

    @BeforeAll
    void speak() throws Exception {
        Speech.needsAVoice();
        model = Speech.model();
        spoken = Speech.samples(
                folder, "en-us", PAUSE_MS, "This is the first part of the lesson.", "Now we look at the second part.");
    }

    @Test
    void hearsWordsWithTheirTimesAndTheLanguage() throws Exception {
        try (Sound sound = new Sound(spoken);
                NativeWhisper whisper = NativeWhisper.open(folder.resolve("native"), model.file())) {
            float[] likelihood = VoiceDetector.likelihood(sound);
            Recogniser recogniser = new Recogniser(whisper, sound, likelihood, () -> 1);
            assertThat(recogniser.language().code()).isEqualTo("en");
            List<SpokenWord> words = new ArrayList<>();
            for (Piece piece : recogniser.pieces()) {
                words.addAll(
                        recogniser.hear(piece, "en", "A lesson.", () -> false).orElseThrow());
            }
            assertThat(words).extracting(SpokenWord::text).contains("first", "second", "part");
            assertThat(words).allMatch(word -> word.confidence() > 0 && word.confidence() <= 1);
            List<Span> speech = VoiceDetector.speech(likelihood);
            List<Cue> cues = Cues.of(words);
            assertThat(cues).hasSize(2);
            // The voice begins some tens of milliseconds after its file does.
            assertThat(cues.getFirst().startMs()).isBetween(PAUSE_MS - 100, PAUSE_MS + 300);
            assertThat(cues.getLast().startMs())
                    .isBetween(speech.getLast().fromMs() - 300, speech.getLast().fromMs() + 300);
        }
    }

    @Test
    void hearsGermanInEnglish() throws Exception {
        Path german = Speech.samples(
                folder,
                "de",
                1_000,
                "Guten Morgen, meine Damen und Herren. Heute sprechen wir über das Wasser und die Sonne.");
        try (Sound sound = new Sound(german);
                NativeWhisper whisper = NativeWhisper.open(folder.resolve("native4"), model.file())) {
            Recogniser recogniser = new Recogniser(whisper, sound, VoiceDetector.likelihood(sound), () -> 1);
            assertThat(recogniser.language().code()).isEqualTo("de");
            Piece piece = recogniser.pieces().getFirst();
            List<SpokenWord> said =
                    recogniser.hear(piece, "de", "", () -> false).orElseThrow();
            List<SpokenWord> english =
                    recogniser.hearInEnglish(piece, "de", () -> false).orElseThrow();
            assertThat(text(said)).containsIgnoringCase("wasser").doesNotContainIgnoringCase("water");
            assertThat(text(english)).containsIgnoringCase("good morning").containsIgnoringCase("sun");
            assertThat(Cues.of(english)).isNotEmpty();
        }
    }

    @Test
    void tellsTheLanguageOfATalkAndNotOfItsGreetingAndHearsNobodyInTheSilenceBehindIt() throws Exception {
        Path greeting = Speech.samples(folder, "es", 500, "Buenos días a todos, y bienvenidos a esta clase.");
        Path talk = Speech.samples(
                folder,
                "en-us",
                1_200,
                "This is the first part of the lesson, and it is about the way a table is kept on the disk.",
                "Now we look at the second part, which is about the index and about what it costs to keep one.",
                "In the third part we measure how long a question takes with the index and without the index.",
                "After that there is an exercise for you, in which you make an index and look at its size.",
                "Please write down what you have seen, because we come back to it in the last lesson.",
                "At the end of the lesson we talk about the questions that you sent to us during the week.");
        Path both = folder.resolve("both.s16");
        try (var out = Files.newOutputStream(both)) {
            Files.copy(greeting, out);
            Files.copy(talk, out);
            out.write(new byte[32 * SILENCE_MS]);
        }
        try (Sound sound = new Sound(both);
                NativeWhisper whisper = NativeWhisper.open(folder.resolve("native5"), model.file())) {
            float[] likelihood = VoiceDetector.likelihood(sound);
            Recogniser recogniser = new Recogniser(whisper, sound, likelihood, () -> 1);
            assertThat(recogniser.pieces().size()).isGreaterThan(1);
            assertThat(recogniser.language().code()).isEqualTo("en");
            List<SpokenWord> words = recogniser
                    .hear(recogniser.pieces().getLast(), "en", "", () -> false)
                    .orElseThrow();
            assertThat(text(words)).contains("week");
            assertThat(words.getLast().endMs())
                    .isLessThanOrEqualTo(
                            VoiceDetector.speech(likelihood).getLast().toMs() + 300);
        }
    }

    private static String text(List<SpokenWord> words) {
        return words.stream().map(SpokenWord::text).collect(java.util.stream.Collectors.joining(" "));
    }

    @Test
    void stopsInTheMiddleOfAPieceWhenTold() throws Exception {
        try (Sound sound = new Sound(spoken);
                NativeWhisper whisper = NativeWhisper.open(folder.resolve("native2"), model.file())) {
            float[] samples = new float[16_000 * 8];
            sound.read(0, samples, 0, samples.length);
            AtomicLong told = new AtomicLong();
            AtomicLong asked = new AtomicLong();
            var words = whisper.hear(samples, new Hearing("en", false, "", 1), () -> {
                told.compareAndSet(0, asked.incrementAndGet() > 2 ? System.nanoTime() : 0);
                return told.get() > 0;
            });
            assertThat(words).isEmpty();
            // A step of decoding; beside other builds a second of this thread may take many of the clock.
            assertThat(System.nanoTime() - told.get()).isLessThan(20_000_000_000L);
        }
    }

    @Test
    void saysThatAFileIsNoModel() throws Exception {
        Path other = Files.writeString(folder.resolve("other.bin"), "no model");
        assertThatThrownBy(() ->
                        NativeWhisper.open(folder.resolve("native3"), other).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
    }
}
