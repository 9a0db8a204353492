import io.aula.media.captions.SpokenWord;
import io.aula.transcoder.speech.SpeechEvent;
import io.aula.transcoder.speech.SpeechLines;
import io.aula.transcoder.speech.SpeechRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Word errors and processor seconds of the worker's recogniser, beside whisper.cpp's command line with the same model and sound.
 * {@code SpeechBench MODEL WORK CLI [THREADS]}; CLI is a path, or "-" for ours alone.
 */
final class SpeechBench {

    private static final Path LIBRIVOX = Path.of("/usr/share/pocketsphinx/test/data/librivox");
    private static final String SPANISH = """
            Un índice parcial guarda solo las filas que cumplen una condición.
            Cuando la consulta repite esa misma condición, el planificador puede usarlo.
            Antes de crear un índice conviene medir, y después de crearlo hay que medir otra vez.
            Los índices también cuestan algo en cada escritura.
            """;
    private static final String ENGLISH = """
            A partial index keeps only the rows that satisfy a condition.
            When a query repeats the same condition, the planner is able to use it.
            Before you create an index you should measure, and after that you should measure again.
            Every index has a cost that you pay with each write.
            """;

    private final Path model;
    private final Path work;
    private final String cli;
    private final int threads;

    private record Passage(String name, String language, List<String> words, Path wav) {}

    private record Result(List<String> words, double seconds) {}

    private SpeechBench(String[] arguments) {
        model = Path.of(arguments[0]);
        work = Path.of(arguments[1]);
        cli = arguments[2];
        threads = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
    }

    public static void main(String[] arguments) throws Exception {
        new SpeechBench(arguments).run();
    }

    private void run() throws Exception {
        Files.createDirectories(work);
        System.out.printf("%-22s %6s %14s %14s %12s %12s%n", "passage", "words", "errors ours", "errors cli", "CPU s ours", "CPU s cli");
        for (Passage passage : passages()) {
            Result ours = ours(passage);
            Result theirs = cli.equals("-") ? new Result(List.of(), 0) : theirs(passage);
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %6d %14s %14s %12.1f %12s%n",
                    passage.name(),
                    passage.words().size(),
                    rate(passage.words(), ours.words()),
                    cli.equals("-") ? "" : rate(passage.words(), theirs.words()),
                    ours.seconds(),
                    cli.equals("-") ? "" : String.format(Locale.ROOT, "%.1f (%.2f)", theirs.seconds(), ours.seconds() / theirs.seconds()));
        }
    }

    private List<Passage> passages() throws Exception {
        List<Passage> passages = new ArrayList<>();
        if (Files.exists(LIBRIVOX)) {
            passages.add(librivox());
        } else {
            System.err.println("left out: the librivox passages, because pocketsphinx-testdata is not installed");
        }
        passages.add(spoken("es", "es", SPANISH, 300));
        passages.add(spoken("es-419", "es", SPANISH, 300));
        passages.add(spoken("en-us", "en", ENGLISH, 300));
        passages.add(spoken("en-gb", "en", ENGLISH, 300));
        passages.add(spoken("es", "es", SPANISH, 8_000));
        passages.add(spoken("en-us", "en", ENGLISH, 8_000));
        passages.add(nobody());
        return passages;
    }

    private Passage librivox() throws IOException {
        List<short[]> sounds = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String line : Files.readAllLines(LIBRIVOX.resolve("transcription"))) {
            String file = line.replaceAll(".*\\((.*)\\).*", "$1");
            sounds.add(samples(LIBRIVOX.resolve(file + ".wav")));
            words.addAll(plain(line.replaceAll("<.?s>|\\(.*\\)", "")));
        }
        return new Passage("librivox", "en", words, write("librivox", sounds));
    }

    private Passage spoken(String voice, String language, String text, int pauseMs) throws Exception {
        List<short[]> sounds = new ArrayList<>();
        for (String sentence : text.lines().toList()) {
            Path wav = work.resolve("sentence.wav");
            Path resampled = work.resolve("sentence-16.wav");
            ok("espeak-ng", "-v", voice, "-s", "140", "-w", wav.toString(), sentence);
            ok(("gst-launch-1.0 -q filesrc location=" + wav + " ! wavparse ! audioconvert ! audioresample"
                    + " ! audio/x-raw,format=S16LE,rate=16000,channels=1 ! wavenc ! filesink location=" + resampled).split(" "));
            sounds.add(hum(pauseMs));
            sounds.add(samples(resampled));
        }
        sounds.add(hum(pauseMs));
        String name = voice + (pauseMs > 1_000 ? ", long pauses" : "");
        return new Passage(name, language, plain(text), write(voice + "-" + pauseMs, sounds));
    }

    /** Silence, noise and a chord that fades: every word is one too many. */
    private Passage nobody() throws IOException {
        short[] music = new short[16_000 * 60];
        for (int i = 0; i < music.length; i++) {
            double t = i / 16_000.0;
            double sum = 0;
            for (double note : new double[] {220, 261.6, 329.6, 440}) {
                sum += Math.sin(2 * Math.PI * note * (1 + (int) t % 4 / 12.0) * t) * Math.exp(-(t % 1) * 2);
            }
            music[i] = (short) (4_000 * sum);
        }
        return new Passage("silence and music", "en", List.of(), write("nobody", List.of(hum(60_000), music)));
    }

    private Result ours(Passage passage) throws Exception {
        Path scratch = Files.createDirectories(work.resolve("scratch"));
        SpeechRequest request = new SpeechRequest(
                passage.wav().toString(), scratch.toString(), model.toString(), passage.language(), "", threads, List.of());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = timed(java, "-Xmx384m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), "io.aula.transcoder.speech.SpeechMain");
        OutputStream in = process.getOutputStream();
        in.write((SpeechLines.write(request) + "\n").getBytes());
        in.flush();
        List<String> words = new ArrayList<>();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            switch (SpeechLines.event(line)) {
                case SpeechEvent.PieceHeard(int number, List<SpokenWord> heard) ->
                    heard.forEach(word -> words.addAll(plain(word.text())));
                case SpeechEvent.Failed failed -> throw new IOException(failed.message());
                case SpeechEvent.Planned planned -> {}
                case SpeechEvent.Finished finished -> {}
            }
        }
        return new Result(words, seconds(process));
    }

    private Result theirs(Passage passage) throws Exception {
        Process process = timed(cli, "-m", model.toString(), "-f", passage.wav().toString(), "-l", passage.language(),
                "-t", String.valueOf(threads), "-bs", "5", "-nt", "-np");
        String said = new String(process.getInputStream().readAllBytes());
        return new Result(plain(said.replaceAll("\\[.*?\\]|\\(.*?\\)", " ")), seconds(process));
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

    private static List<String> plain(String text) {
        String bare = text.toLowerCase(Locale.ROOT)
                .replace("mr.", "mister")
                .replaceAll("[^\\p{L}\\p{N}' ]+", " ")
                .strip();
        return bare.isEmpty() ? List.of() : List.of(bare.split("\\s+"));
    }

    private static String rate(List<String> wanted, List<String> heard) {
        int errors = distance(wanted, heard);
        return wanted.isEmpty()
                ? errors + " words"
                : String.format(Locale.ROOT, "%d (%.1f %%)", errors, 100.0 * errors / wanted.size());
    }

    /** Words replaced, left out and put in. */
    private static int distance(List<String> wanted, List<String> heard) {
        int[] row = new int[heard.size() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= wanted.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int k = 1; k <= heard.size(); k++) {
                int replaced = diagonal + (wanted.get(i - 1).equals(heard.get(k - 1)) ? 0 : 1);
                diagonal = row[k];
                row[k] = Math.min(replaced, Math.min(row[k], row[k - 1]) + 1);
            }
        }
        return row[heard.size()];
    }

    /** No room is quite silent. */
    private static short[] hum(int ms) {
        Random random = new Random(ms);
        short[] samples = new short[16 * ms];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (20 * random.nextGaussian());
        }
        return samples;
    }

    private static short[] samples(Path wav) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[(bytes.capacity() - 44) / 2];
        bytes.position(44).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    private Path write(String name, List<short[]> sounds) throws IOException {
        int bytes = 2 * sounds.stream().mapToInt(sound -> sound.length).sum();
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(36 + bytes).put("WAVEfmt ".getBytes()).putInt(16).putShort((short) 1);
        wav.putShort((short) 1).putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes()).putInt(bytes);
        sounds.forEach(sound -> {
            for (short sample : sound) {
                wav.putShort(sample);
            }
        });
        return Files.write(work.resolve(name + ".wav"), wav.array());
    }

    private static void ok(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
