import io.aula.media.captions.Cue;
import io.aula.media.captions.Cues;
import io.aula.media.captions.SpokenWord;
import io.aula.transcoder.speech.PieceWords;
import io.aula.transcoder.speech.SpeechEvent;
import io.aula.transcoder.speech.SpeechLines;
import io.aula.transcoder.speech.SpeechRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Word errors and processor seconds of the worker's recogniser, beside whisper.cpp's command line with the same model and sound;
 * then what only ours is asked for: when cues begin, that nobody is heard in half an hour of silence and music, and that no word
 * is lost or doubled where ten minutes are cut. {@code SpeechBench MODEL WORK CLI [THREADS [MINUTES]]}; CLI is a path, or "-" for
 * ours alone.
 */
final class SpeechBench {

    private static final int MOST_LATE_MS = 300;
    private static final int SAME_SENTENCE_MS = 2_000;

    private final Path model;
    private final Path work;
    private final String cli;
    private final int threads;
    private final int minutes;

    /** @param seams how many words were heard before each piece but the first */
    private record Result(List<SpokenWord> words, List<String> plain, List<Integer> seams, double seconds) {}

    private SpeechBench(String[] arguments) {
        model = Path.of(arguments[0]);
        work = Path.of(arguments[1]);
        cli = arguments[2];
        threads = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
        minutes = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 10;
    }

    public static void main(String[] arguments) throws Exception {
        new SpeechBench(arguments).run();
    }

    private void run() throws Exception {
        Files.createDirectories(work);
        Passages passages = new Passages(new Sounds(work));
        System.out.printf("%-22s %6s %14s %14s %12s %16s%n", "passage", "words", "errors ours", "errors cli", "CPU s ours", "CPU s cli");
        List<Integer> late = new ArrayList<>();
        for (Passages.Passage passage : passages.all()) {
            Result ours = ours(passage);
            beside(passage, ours);
            late.addAll(late(passage, ours));
        }
        late.sort(null);
        System.out.printf(
                "cue starts: %d, off by %d ms in the middle, %d at most; %d off by more than %d ms%n",
                late.size(),
                late.isEmpty() ? 0 : late.get(late.size() / 2),
                late.isEmpty() ? 0 : late.getLast(),
                late.stream().filter(ms -> ms > MOST_LATE_MS).count(),
                MOST_LATE_MS);
        alone(passages.nobody(3 * minutes));
        alone(passages.monologue(minutes));
    }

    private void beside(Passages.Passage passage, Result ours) throws Exception {
        Alignment own = Alignment.of(passage.words(), ours.plain());
        if (cli.equals("-")) {
            System.out.printf(Locale.ROOT, "%-22s %6d %14s %14s %12.1f%n", passage.name(), passage.words().size(), own, "", ours.seconds());
            return;
        }
        Result theirs = theirs(passage);
        System.out.printf(
                Locale.ROOT,
                "%-22s %6d %14s %14s %12.1f %9.1f (%.2f)%n",
                passage.name(),
                passage.words().size(),
                own,
                Alignment.of(passage.words(), theirs.plain()),
                ours.seconds(),
                theirs.seconds(),
                ours.seconds() / theirs.seconds());
    }

    private void alone(Passages.Passage passage) throws Exception {
        Result ours = ours(passage);
        Alignment errors = Alignment.of(passage.words(), ours.plain());
        System.out.printf(
                Locale.ROOT,
                "%-22s %6d %14s, %.1f CPU s, cut at %d places, %d words lost or doubled there, %d elsewhere%n",
                passage.name(),
                passage.words().size(),
                errors,
                ours.seconds(),
                ours.seams().size(),
                errors.near(ours.seams()),
                errors.slips().stream().filter(slip -> slip.kind() != Alignment.Kind.REPLACED).count()
                        - errors.near(ours.seams()));
    }

    /** How far a cue that begins with the first word of a sentence is off the moment at which somebody begins to say it. */
    private static List<Integer> late(Passages.Passage passage, Result ours) {
        List<Cue> cues = Cues.of(ours.words());
        List<Integer> late = new ArrayList<>();
        for (Passages.Sentence sentence : passage.sentences()) {
            cues.stream()
                    .filter(cue -> Passages.plain(cue.lines().getFirst()).getFirst().equals(sentence.firstWord()))
                    .mapToInt(cue -> Math.abs(cue.startMs() - sentence.startMs()))
                    .min()
                    .stream()
                    .filter(ms -> ms < SAME_SENTENCE_MS)
                    .forEach(late::add);
        }
        return late;
    }

    private Result ours(Passages.Passage passage) throws Exception {
        Path scratch = Files.createDirectories(work.resolve("scratch"));
        SpeechRequest request = new SpeechRequest(
                passage.wav().toString(), scratch.toString(), model.toString(), passage.language(), "", null, threads, List.of());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = timed(java, "-Xms16m", "-Xmx384m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), "io.aula.transcoder.speech.SpeechMain");
        OutputStream in = process.getOutputStream();
        in.write((SpeechLines.write(request) + "\n").getBytes());
        in.flush();
        List<SpokenWord> words = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        List<Integer> seams = new ArrayList<>();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            switch (SpeechLines.event(line)) {
                case SpeechEvent.PieceHeard(int number, PieceWords said) -> {
                    List<SpokenWord> heard = said.words();
                    if (number > 1) {
                        seams.add(plain.size());
                    }
                    words.addAll(heard);
                    heard.forEach(word -> plain.addAll(Passages.plain(word.text())));
                }
                case SpeechEvent.Failed failed -> throw new IOException(failed.message());
                case SpeechEvent.Planned planned -> {}
                case SpeechEvent.Finished finished -> {}
            }
        }
        return new Result(words, plain, seams, seconds(process));
    }

    private Result theirs(Passages.Passage passage) throws Exception {
        Process process = timed(cli, "-m", model.toString(), "-f", passage.wav().toString(), "-l", passage.language(),
                "-t", String.valueOf(threads), "-bs", "5", "-nt", "-np");
        String said = new String(process.getInputStream().readAllBytes());
        return new Result(List.of(), Passages.plain(said.replaceAll("\\[.*?\\]|\\(.*?\\)", " ")), List.of(), seconds(process));
    }

    private Process timed(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%U %S'; time \"$@\"", "bench"));
        all.addAll(Arrays.asList(command));
        return new ProcessBuilder(all).redirectError(work.resolve("time.log").toFile()).start();
    }

    private double seconds(Process process) throws Exception {
        process.waitFor();
        String[] times = Files.readAllLines(work.resolve("time.log")).getLast().split(" ");
        return Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
    }
}
