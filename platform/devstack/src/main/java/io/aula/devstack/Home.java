package io.aula.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a platform keeps what it owns: {@code AULA_HOME}, by default {@code .aula} in the checkout. */
public record Home(Path root, Path repository) {

    private static final long WANTED_BYTES = 1L << 30;

    public Home {
        root = root.toAbsolutePath().normalize();
        repository = repository.toAbsolutePath().normalize();
    }

    public static Home fromEnvironment() {
        Path repository = Repository.root();
        String home = System.getenv().getOrDefault("AULA_HOME", ".aula");
        return new Home(repository.resolve(home), repository);
    }

    public Path data(String component) {
        return root.resolve("data").resolve(component);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path ports() {
        return root.resolve("ports");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path apps() {
        return root.resolve("apps");
    }

    public Path aot() {
        return root.resolve("aot");
    }

    public Path objects() {
        return root.resolve("data").resolve("objects");
    }

    public Path scratch() {
        return root.resolve("uploads-tmp");
    }

    /** Deletes a file, or a folder and what is in it; nothing if it is not there. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Makes the folders, and refuses early on a disk too full to be of use. */
    public Home prepare() {
        try {
            for (Path folder : new Path[] {
                root,
                data("."),
                logs(),
                run(),
                apps(),
                aot(),
                objects().resolve("uploads"),
                objects().resolve("media"),
                scratch()
            }) {
                Files.createDirectories(folder);
            }
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < WANTED_BYTES) {
                throw new SetupFailure("disk: only " + (free >> 20) + " MB free under " + root
                        + "; free 1 GB there or set AULA_HOME to another disk");
            }
            return this;
        } catch (IOException e) {
            throw new SetupFailure(
                    "disk: cannot write " + root + " (" + e.getMessage() + "); set AULA_HOME elsewhere", e);
        }
    }
}
