package io.aula.transcoder.speech;

import io.aula.media.captions.SpokenWord;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.pipeline.SoundDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The child that hears: reads one request, says piece by piece what is spoken, and ends; also when its worker does. */
public final class SpeechMain {

    private static final Logger LOG = LoggerFactory.getLogger(SpeechMain.class);
    private static final int WORKER_IS_GONE = 3;
    private static final Duration LONGEST_PIECE = Duration.ofMinutes(15);

    private SpeechMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream protocol = System.out;
        System.setOut(System.err); // Nothing else may print between the lines.
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        SpeechRequest request = SpeechLines.request(in.readLine());
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> endWithParent(in));
        say(protocol, outcome(request, protocol));
        // Not exit: native threads may keep exit hooks waiting.
        Runtime.getRuntime().halt(0);
    }

    private static SpeechEvent outcome(SpeechRequest request, PrintStream protocol) {
        try {
            return run(request, protocol);
        } catch (OutOfMemoryError e) {
            return new SpeechEvent.Failed(FailureCode.OUT_OF_RESOURCES, "not enough memory");
        } catch (IOException | RuntimeException | InterruptedException e) {
            LOG.error("the sound cannot be heard", e);
            boolean isFull = String.valueOf(e.getMessage()).contains("No space left");
            return new SpeechEvent.Failed(
                    isFull ? FailureCode.OUT_OF_RESOURCES : FailureCode.INTERNAL, String.valueOf(e.getMessage()));
        }
    }

    private static SpeechEvent run(SpeechRequest request, PrintStream protocol)
            throws IOException, InterruptedException {
        Path scratch = Path.of(request.scratch());
        Path samples = scratch.resolve("sound.s16");
        SoundDecoder.decode(Path.of(request.sound()), samples, NativeWhisper.RATE);
        try (Sound sound = new Sound(samples)) {
            float[] likelihood = VoiceDetector.likelihood(sound);
            List<Piece> pieces = Pieces.of(VoiceDetector.speech(likelihood), likelihood, sound.samples());
            if (pieces.isEmpty()) {
                say(protocol, new SpeechEvent.Planned(0, "und", 1, false));
                return new SpeechEvent.Finished();
            }
            try (NativeWhisper whisper = NativeWhisper.open(scratch.resolve("native"), Path.of(request.model()))) {
                Recogniser recogniser = new Recogniser(whisper, sound, likelihood, () -> threads(request.threads()));
                return hear(request, recogniser, protocol, language(request, whisper, recogniser));
            }
        }
    }

    private static SpeechEvent hear(
            SpeechRequest request, Recogniser recogniser, PrintStream protocol, Recogniser.Language language)
            throws IOException {
        List<Piece> pieces = recogniser.pieces();
        boolean isTranslated = request.english() != null && request.english().isFor(language.code());
        say(protocol, new SpeechEvent.Planned(pieces.size(), language.code(), language.likelihood(), isTranslated));
        for (int number = 1; number <= pieces.size(); number++) {
            if (request.done().contains(number)) {
                continue;
            }
            long until = System.nanoTime() + LONGEST_PIECE.toNanos();
            BooleanSupplier isLate = () -> System.nanoTime() > until;
            Piece piece = pieces.get(number - 1);
            var words = recogniser.hear(piece, language.code(), request.prompt(), isLate);
            var english = isTranslated && words.isPresent()
                    ? recogniser.hearInEnglish(piece, language.code(), isLate)
                    : Optional.of(List.<SpokenWord>of());
            if (words.isEmpty() || english.isEmpty()) {
                return new SpeechEvent.Failed(
                        FailureCode.TIMEOUT,
                        "piece " + number + " took more than " + LONGEST_PIECE.toMinutes() + " min");
            }
            say(protocol, new SpeechEvent.PieceHeard(number, new PieceWords(words.get(), english.get())));
        }
        return new SpeechEvent.Finished();
    }

    private static Recogniser.Language language(SpeechRequest request, NativeWhisper whisper, Recogniser recogniser)
            throws IOException {
        String given = request.language() == null ? "" : request.language();
        String code = given.isEmpty() ? "" : Locale.forLanguageTag(given).getLanguage();
        return !code.isEmpty() && whisper.knows(code) ? new Recogniser.Language(code, 1) : recogniser.language();
    }

    /** The recogniser's threads wait for each other by spinning, so one that has no processor costs as much as the others do. */
    private static int threads(int most) {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        double free = machine.getAvailableProcessors() - Math.max(0, machine.getSystemLoadAverage());
        return (int) Math.clamp(Math.round(free), 1, most);
    }

    private static void say(PrintStream protocol, SpeechEvent event) {
        protocol.println(SpeechLines.write(event));
        protocol.flush();
    }

    private static void endWithParent(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // The worker has nothing more to say; only its end matters.
            }
        } catch (IOException e) {
            LOG.warn("standard input broke", e);
        }
        Runtime.getRuntime().halt(WORKER_IS_GONE);
    }
}
