import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Sounds whose words are known. */
final class Passages {

    private static final Path LIBRIVOX = Path.of("/usr/share/pocketsphinx/test/data/librivox");
    private static final Path DEMO = Path.of("platform/devstack/demo/lesson.txt");
    private static final Path PROMPTS = Path.of("/usr/share/asterisk/sounds");
    private static final int MOST_PROMPTS_MS = 80_000;

    private static final String SPANISH = """
            Un índice parcial guarda solo las filas que cumplen una condición.
            Cuando la consulta repite esa misma condición, el planificador puede usarlo.
            Antes de crear un índice conviene medir, y después de crearlo hay que medir otra vez.
            Los índices también cuestan algo en cada escritura.
            La base de datos guarda las páginas que más se leen en la memoria.
            Una consulta lenta suele leer muchas más filas de las que devuelve.
            Si la tabla es pequeña, leerla entera es lo más rápido.
            Por eso el plan cambia cuando la tabla crece.
            """;
    private static final String ENGLISH = """
            A partial index keeps only the rows that satisfy a condition.
            When a query repeats the same condition, the planner is able to use it.
            Before you create an index you should measure, and after that you should measure again.
            Every index has a cost that you pay with each write.
            The database keeps the pages that are read most often in memory.
            A slow query usually reads many more rows than it returns.
            If the table is small, reading all of it is the fastest way.
            That is why the plan changes when the table grows.
            """;

    private final Sounds sounds;

    Passages(Sounds sounds) {
        this.sounds = sounds;
    }

    /** @param sentences where it is known when each begins */
    record Passage(String name, String language, List<String> words, Path wav, List<Sentence> sentences) {}

    record Sentence(String firstWord, int startMs) {}

    List<Passage> all() throws Exception {
        List<Passage> passages = new ArrayList<>();
        if (Files.exists(LIBRIVOX)) {
            passages.add(librivox());
        } else {
            System.err.println("left out: the librivox passages, because pocketsphinx-testdata is not installed");
        }
        passages.add(demo());
        passages.add(spoken("es", "es", SPANISH, 300));
        passages.add(spoken("es-419", "es", SPANISH, 300));
        passages.add(spoken("en-us", "en", ENGLISH, 300));
        passages.add(spoken("en-gb", "en", ENGLISH, 300));
        passages.add(spoken("es", "es", SPANISH, 8_000));
        passages.add(spoken("en-us", "en", ENGLISH, 8_000));
        for (String language : List.of("fr", "it")) {
            prompts(language).ifPresentOrElse(
                    passages::add,
                    () -> System.err.println("left out: prompts in " + language + ", because asterisk-core-sounds-"
                            + language + "-wav is not installed"));
        }
        return passages;
    }

    private Passage librivox() throws IOException {
        List<short[]> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String line : Files.readAllLines(LIBRIVOX.resolve("transcription"))) {
            String file = line.replaceAll(".*\\((.*)\\).*", "$1");
            parts.add(Sounds.samples(LIBRIVOX.resolve(file + ".wav")));
            words.addAll(plain(line.replaceAll("<.?s>|\\(.*\\)", "")));
        }
        return new Passage("librivox", "en", words, sounds.write("librivox", parts), List.of());
    }

    /** The lesson that a fresh platform shows, as its recording speaks it. */
    private Passage demo() throws Exception {
        List<short[]> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String slide : Files.readString(DEMO).split("\n---\n")) {
            String said = String.join(" ", slide.lines().filter(line -> !line.matches("# .*|- .*")).toList());
            parts.add(sounds.said("es", said, 150));
            parts.add(Sounds.hum(500));
            words.addAll(plain(said));
        }
        return new Passage("the demo's lesson", "es", words, sounds.write("demo", parts), List.of());
    }

    private Passage spoken(String voice, String language, String text, int pauseMs) throws Exception {
        List<short[]> parts = new ArrayList<>();
        List<Sentence> sentences = new ArrayList<>();
        int at = 0;
        for (String sentence : text.lines().toList()) {
            short[] said = sounds.said(voice, sentence, 140);
            sentences.add(new Sentence(plain(sentence).getFirst(), at + pauseMs + Sounds.onsetMs(said)));
            parts.add(Sounds.hum(pauseMs));
            parts.add(said);
            at += pauseMs + said.length / Sounds.PER_MS;
        }
        parts.add(Sounds.hum(pauseMs));
        String name = voice + (pauseMs > 1_000 ? ", long pauses" : "");
        return new Passage(name, language, plain(text), sounds.write(voice + "-" + pauseMs, parts), sentences);
    }

    /** What a telephone exchange says, recorded by people, with three seconds between two prompts. */
    private Optional<Passage> prompts(String language) throws Exception {
        Path list = Path.of("/usr/share/doc/asterisk-core-sounds-" + language + "/core-sounds-" + language + ".txt.gz");
        if (!Files.exists(PROMPTS) || !Files.exists(list)) {
            return Optional.empty();
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(PROMPTS)) {
            folders = all.filter(folder -> !Files.isSymbolicLink(folder))
                    .filter(folder -> folder.getFileName().toString().startsWith(language))
                    .toList();
        }
        List<short[]> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        int ms = 0;
        for (String line : lines(list)) {
            String[] prompt = line.split(":", 2);
            if (prompt.length < 2 || prompt[1].matches(".*[\\d<>\\[\\]()/].*") || plain(prompt[1]).size() < 5) {
                continue;
            }
            for (Path folder : folders) {
                Path wav = folder.resolve(prompt[0].strip() + ".wav");
                if (Files.exists(wav) && ms < MOST_PROMPTS_MS) {
                    short[] said = sounds.resampled(wav);
                    parts.add(Sounds.hum(3_000));
                    parts.add(said);
                    words.addAll(plain(prompt[1]));
                    ms += 3_000 + said.length / Sounds.PER_MS;
                }
            }
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Passage(
                        "prompts " + language, language, words, sounds.write("prompts-" + language, parts), List.of()));
    }

    private static List<String> lines(Path gz) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(gz))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Silence, noise and music by turns: every word is one too many. */
    Passage nobody(int minutes) throws IOException {
        List<short[]> parts = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            parts.add(switch (i % 3) {
                case 0 -> new short[Sounds.PER_MS * 60_000];
                case 1 -> Sounds.hum(60_000);
                default -> Sounds.music(60_000);
            });
        }
        return new Passage(minutes + " min of nobody", "en", List.of(), sounds.write("nobody", parts), List.of());
    }

    /** Sentences in an order that never comes twice, so that a lost or doubled word is seen; without a pause to cut at. */
    Passage monologue(int minutes) throws Exception {
        List<String> sentences = new ArrayList<>(ENGLISH.lines().toList());
        Random random = new Random(7);
        List<short[]> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int ms = 0; ms < minutes * 60_000; ) {
            Collections.shuffle(sentences, random);
            String said = String.join(" ", sentences).replaceAll("[.,]", "");
            short[] sound = sounds.said("en-us", said, 160);
            parts.add(sound);
            words.addAll(plain(said));
            ms += sound.length / Sounds.PER_MS;
        }
        return new Passage(minutes + " min without pause", "en", words, sounds.write("monologue", parts), List.of());
    }

    static List<String> plain(String text) {
        String bare = text.toLowerCase(Locale.ROOT)
                .replace("mr.", "mister")
                .replaceAll("[’']", "' ")
                .replaceAll("[^\\p{L}\\p{N}' ]+", " ")
                .strip();
        return bare.isEmpty() ? List.of() : List.of(bare.split("\\s+"));
    }
}
