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
import java.util.zip.CRC32;

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
            Files.writeString(mark(), VERSION + " " + sources());
        } catch (IOException e) {
            throw new SetupFailure("neo4j: cannot be installed (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("neo4j: installation was interrupted", e);
        }
        return this;
    }

    /** What was installed of an older source of ours is built anew. */
    public boolean isInstalled() {
        try {
            return Files.exists(mark()) && Files.readString(mark()).equals(VERSION + " " + sources());
        } catch (IOException e) {
            return false;
        }
    }

    private long sources() throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(module.resolve("pom.xml")));
        sum.update(Files.readAllBytes(module.resolve("src/main/java/io/aula/devstack/neo4j/Neo4jMain.java")));
        return sum.getValue();
    }

    /** Our part of it, which begins it; its libraries change with {@link #VERSION} alone. */
    public Path jar() {
        return module.resolve("target/devstack-neo4j-0.1.0-SNAPSHOT.jar");
    }

    public Launch prepare(Path home, int port, Path log) {
        return prepare(home, port, log, List.of());
    }

    /** @param options of its JVM, beside those that it needs */
    public Launch prepare(Path home, int port, Path log, List<String> options) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new SetupFailure("neo4j: cannot prepare " + home + " (" + e.getMessage() + ")", e);
        }
        // Nice: it is the slowest to start, and nobody's first page waits for it.
        List<String> command = new ArrayList<>(List.of("nice", "-n", "5"));
        command.addAll(run(options, home, port));
        return new Launch(command, Map.of(), home, log, Launch.Signal.TERM, Duration.ofSeconds(40));
    }

    /** A run over a folder that is left behind, which ends by itself once it could serve. */
    public List<String> rehearsal(Path home, List<String> options) {
        return run(options, home, 0);
    }

    private List<String> run(List<String> options, Path home, int port) {
        List<String> all = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED"));
        all.addAll(options);
        return new Jvm(HEAP_MEGABYTES, all)
                .run(
                        jar() + ":" + module.resolve("target/lib") + "/*",
                        "io.aula.devstack.neo4j.Neo4jMain",
                        home.toString(),
                        String.valueOf(port));
    }

    private Path mark() {
        return module.resolve("target/.installed");
    }
}
