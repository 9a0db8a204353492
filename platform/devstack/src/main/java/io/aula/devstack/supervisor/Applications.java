package io.aula.devstack.supervisor;

import io.aula.devstack.Home;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Jvm;
import io.aula.devstack.process.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Our own services: a jar is extracted once, and its first run records an AOT cache that every later one starts from.
 * Both are kept by the jar's hash, so a rebuilt jar never meets a stale cache.
 */
final class Applications {

    private static final System.Logger LOG = System.getLogger(Applications.class.getName());
    private static final String VERSION = "0.1.0-SNAPSHOT";

    private final Home home;
    private final Map<String, String> environment;

    Applications(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /** A Spring Boot service, from its fat jar. */
    Launch spring(String name, String module, int heapMegabytes, int port) {
        Path jar = home.repository().resolve(module + "/target/" + module + "-" + VERSION + ".jar");
        String hash = hash(name, jar);
        Path extracted = home.apps().resolve(name + "-" + hash);
        extract(name, jar, extracted);
        forgetOtherBuilds(home, name, hash);
        List<String> command = new Jvm(heapMegabytes, aot(name, hash)).runJar(extracted.resolve(jar.getFileName()));
        return launch(command, name, Map.of("SERVER_PORT", String.valueOf(port)));
    }

    /** A transcoding worker: no Spring, its libraries in a folder beside its jar. */
    Launch worker(String name, int port) {
        Path target = home.repository().resolve("transcoder/target");
        Path jar = target.resolve("transcoder-" + VERSION + ".jar");
        hash(name, jar);
        List<String> command = new Jvm(128, List.of("-XX:TieredStopAtLevel=1"))
                .run(jar + ":" + target.resolve("lib") + "/*", "io.aula.transcoder.worker.WorkerMain");
        return launch(command, name, Map.of("SERVER_PORT", String.valueOf(port), "AULA_WORKER_ID", name));
    }

    private Launch launch(List<String> command, String name, Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.putAll(more);
        return new Launch(command, all, home.repository(), home.log(name), Launch.Signal.TERM, Duration.ofSeconds(60));
    }

    /** A build takes two hundred megabytes; what cannot be deleted now will be at a later start. */
    static void forgetOtherBuilds(Home home, String name, String hash) {
        for (Path folder : List.of(home.apps(), home.aot())) {
            try (DirectoryStream<Path> builds = Files.newDirectoryStream(folder, name + "-*")) {
                for (Path build : builds) {
                    if (!build.getFileName().toString().startsWith(name + "-" + hash)) {
                        Home.delete(build);
                    }
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, name + ": an earlier build stays in " + folder, e);
            }
        }
    }

    private List<String> aot(String name, String hash) {
        Path cache = home.aot().resolve(name + "-" + hash + ".aot");
        // C1 alone starts a second sooner; with a load test in mind AULA_FULL_JIT=1 brings C2 back.
        List<String> options = new ArrayList<>();
        if (System.getenv("AULA_FULL_JIT") == null) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        options.add(Files.exists(cache) ? "-XX:AOTCache=" + cache : "-XX:AOTCacheOutput=" + cache);
        return options;
    }

    private static void extract(String name, Path jar, Path target) {
        if (Files.exists(target.resolve(jar.getFileName()))) {
            return;
        }
        try {
            Process extraction = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            target.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!extraction.waitFor(2, TimeUnit.MINUTES) || extraction.exitValue() != 0) {
                extraction.destroyForcibly();
                throw new SetupFailure(name + ": cannot extract " + jar + "; is the disk full?");
            }
        } catch (IOException e) {
            throw new SetupFailure(name + ": cannot extract " + jar + " (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure(name + ": start was interrupted", e);
        }
    }

    private static String hash(String name, Path jar) {
        if (!Files.exists(jar)) {
            throw new SetupFailure(name + ": " + jar + " is not built; run bin/up, which builds it");
        }
        try (InputStream bytes = Files.newInputStream(jar);
                DigestInputStream digested = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest(), 0, 8);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new SetupFailure(name + ": cannot read " + jar, e);
        }
    }
}
