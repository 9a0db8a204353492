package io.aula.devstack.testing;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Child;
import io.aula.devstack.process.Launch;
import io.aula.devstack.process.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A folder and a process that both go when the test JVM does. */
final class TestFolder {

    private TestFolder() {}

    static Path create(String name) {
        try {
            Path folder = Files.createTempDirectory("aula-" + name + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Child run(String name, Launch launch, Duration patience, BooleanSupplier ready) {
        Child child = Child.start(name, launch);
        Runtime.getRuntime().addShutdownHook(new Thread(child::kill));
        boolean isReady = Wait.until(patience, () -> !child.isAlive() || ready.getAsBoolean());
        if (!isReady || !child.isAlive()) {
            child.kill();
            throw new SetupFailure(name + ": did not start for the tests:\n" + tail(launch.log()));
        }
        return child;
    }

    private static String tail(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            var all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // The server may still be ending; what is left lies in the machine's own temporary folder.
        }
    }
}
