package io.aula.devstack;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the checkout, whichever module's folder a test or a command was started in. */
public final class Repository {

    private Repository() {}

    public static Path root() {
        String named = System.getProperty("aula.root", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("platform/devstack/pom.xml"))) {
                return folder;
            }
        }
        throw new SetupFailure("no Aula checkout above " + here + "; run the command inside it");
    }
}
