package io.aula.devstack.service;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Jvm;
import io.aula.devstack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real server in a JVM of its own; its libraries live in a folder that no class path of ours names. */
public final class Neo4j {

    public static final String VERSION = "2026.08.1";
    private static final int HEAP_MEGABYTES = 420;

    private final Path module;

    public Neo4j(Path repository) {
        this.module = repository.resolve("platform/devstack/neo4j");
    }

    /** Fetches the server once; later calls see the mark and return at once. */
    public Neo4j install() {
        if (isInstalled()) {
            return this;
        }
        Path wrapper = module.resolve("../../../mvnw").normalize();
        List<String> command = new ArrayList<>(List.of(
                Files.isExecutable(wrapper) ? wrapper.toString() : "mvn",
                "-q",
                "-B",
                "-f",
                module.resolve("pom.xml").toString(),
                "package"));
        try {
            Files.createDirectories(module.resolve("target"));
            Path log = module.resolve("target/install.log");
            Process maven = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!maven.waitFor(10, TimeUnit.MINUTES) || maven.exitValue() != 0) {
                maven.destroyForcibly();
                throw new SetupFailure("neo4j: its jars cannot be fetched; see " + log);
            }
            Files.writeString(mark(), VERSION);
        } catch (IOException e) {
            throw new SetupFailure("neo4j: cannot be installed (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("neo4j: installation was interrupted", e);
        }
        return this;
    }

    public boolean isInstalled() {
        return Files.exists(mark());
    }

    public Launch prepare(Path home, int port, Path log) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new SetupFailure("neo4j: cannot prepare " + home + " (" + e.getMessage() + ")", e);
        }
        Path target = module.resolve("target");
        // Nice: it is the slowest to start, and nobody's first page waits for it.
        List<String> command = new ArrayList<>(List.of("nice", "-n", "5"));
        command.addAll(new Jvm(
                        HEAP_MEGABYTES,
                        List.of(
                                "--add-modules=jdk.incubator.vector",
                                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                                "--add-opens=java.base/java.io=ALL-UNNAMED",
                                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED"))
                .run(
                        target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                        "io.aula.devstack.neo4j.Neo4jMain",
                        home.toString(),
                        String.valueOf(port)));
        return new Launch(command, Map.of(), home, log, Launch.Signal.TERM, Duration.ofSeconds(40));
    }

    private Path mark() {
        return module.resolve("target/.installed");
    }
}
