package io.aula.devstack.cli;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a supervisor that was killed has left running. */
final class Orphans {

    private Orphans() {}

    /** Ends them; how many there were. */
    static int clear(Path run) {
        if (!Files.isDirectory(run)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(run)) {
            return (int) files.filter(file -> file.toString().endsWith(".pid"))
                    .filter(file -> new PidFile(file).clearOrphan())
                    .count();
        } catch (IOException e) {
            throw new SetupFailure("cannot read " + run, e);
        }
    }
}
