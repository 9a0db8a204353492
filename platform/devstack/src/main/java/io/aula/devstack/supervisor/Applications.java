package io.aula.devstack.supervisor;

import io.aula.devstack.Home;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Jvm;
import io.aula.devstack.process.Launch;
import io.aula.devstack.service.Neo4j;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Our own services: a jar is extracted once, and starts from an AOT cache as soon as there is one. The cache comes of a run of its
 * own: written by the service when it stops, as Java would have it, it makes every first stop wait for a minute. Both are kept
 * by the jar's hash, so a rebuilt jar never meets a stale cache.
 */
final class Applications {

    private static final System.Logger LOG = System.getLogger(Applications.class.getName());
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final String UNFINISHED = ".new";
    private static final Set<String> MEET_THE_GATEWAY = Set.of("gateway", "identity", "courses");
    private static final Set<String> MOVES_MONEY = Set.of("AULA_STRIPE_API_KEY", "AULA_STRIPE_WEBHOOK_SECRETS");

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
        List<String> command =
                new Jvm(heapMegabytes, starting(cache(name, hash))).runJar(extracted.resolve(jar.getFileName()));
        return launch(command, name, name, Map.of("SERVER_PORT", String.valueOf(port)));
    }

    /** The graph's server, which is not ours but starts as our services do. */
    Launch neo4j(Neo4j server, int port) {
        String hash = hash("neo4j", server.jar());
        forgetOtherBuilds(home, "neo4j", hash);
        return server.prepare(home.data("neo4j"), port, home.log("neo4j"), starting(cache("neo4j", hash)));
    }

    private static List<String> starting(Path cache) {
        List<String> options = new ArrayList<>(compilers());
        if (isUsable(cache)) {
            options.add("-XX:AOTCache=" + cache);
        }
        return options;
    }

    /** A transcoding worker: no Spring, its libraries in a folder beside its jar. */
    Launch worker(String name, int port) {
        Path target = home.repository().resolve("transcoder/target");
        Path jar = target.resolve("transcoder-" + VERSION + ".jar");
        hash(name, jar);
        List<String> command = new Jvm(128, List.of("-XX:TieredStopAtLevel=1"))
                .run(jar + ":" + target.resolve("lib") + "/*", "io.aula.transcoder.worker.WorkerMain");
        return launch(command, name, name, Map.of("SERVER_PORT", String.valueOf(port), "AULA_WORKER_ID", name));
    }

    private Launch launch(List<String> command, String name, String log, Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.putAll(more);
        if (!MEET_THE_GATEWAY.contains(name)) {
            all.remove("AULA_GATEWAY_KEY");
        }
        if (!name.equals("identity")) {
            all.keySet().removeAll(MOVES_MONEY);
        }
        return new Launch(command, all, home.repository(), home.log(log), Launch.Signal.TERM, Duration.ofSeconds(60));
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

    /**
     * A run up to the point where the service would begin to serve, which writes its cache; empty when there is one. It holds no port
     * and takes no message, and gives way to everything else on the machine.
     */
    Optional<Launch> training(String name, String module, int heapMegabytes) {
        Path jar = home.repository().resolve(module + "/target/" + module + "-" + VERSION + ".jar");
        String hash = hash(name, jar);
        Path cache = cache(name, hash);
        Path extracted = home.apps().resolve(name + "-" + hash).resolve(jar.getFileName());
        if (isUsable(cache) || !Files.exists(extracted)) {
            return Optional.empty();
        }
        List<String> options = new ArrayList<>(writing(cache));
        options.add("-Dspring.context.exit=onRefresh");
        String whole = kept(new Jvm(heapMegabytes, options).runJar(extracted), cache, "");
        return Optional.of(launch(List.of("bash", "-c", whole), name, "start-caches", Map.of("SERVER_PORT", "0")));
    }

    /** The same for the graph's server, over a folder of its own. */
    Optional<Launch> trainingNeo4j(Neo4j server) {
        if (!server.isInstalled()) {
            return Optional.empty();
        }
        Path cache = cache("neo4j", hash("neo4j", server.jar()));
        if (isUsable(cache)) {
            return Optional.empty();
        }
        Path rehearsal = home.aot().resolve("neo4j-rehearsal");
        String whole = kept(server.rehearsal(rehearsal, writing(cache)), cache, rehearsal.toString());
        return Optional.of(new Launch(
                List.of("bash", "-c", whole),
                Map.of(),
                home.aot(),
                home.log("start-caches"),
                Launch.Signal.TERM,
                Duration.ofSeconds(60)));
    }

    private static List<String> writing(Path cache) {
        List<String> options = new ArrayList<>(compilers());
        options.add("-XX:AOTCacheOutput=" + cache + UNFINISHED);
        return options;
    }

    /** Gives way to everything else; the cache appears whole or not at all, and what the run leaves goes. */
    private static String kept(List<String> command, Path cache, String rest) {
        String draft = cache + UNFINISHED;
        return "nice -n 19 '" + String.join("' '", command) + "' && mv '" + draft + "' '" + cache
                + "'; outcome=$?; rm -rf '" + draft + "' '" + draft + ".config'"
                + (rest.isEmpty() ? "" : " '" + rest + "'")
                + "; exit $outcome";
    }

    private Path cache(String name, String hash) {
        return home.aot().resolve(name + "-" + hash + ".aot");
    }

    private static boolean isUsable(Path cache) {
        try {
            return Files.exists(cache) && Files.size(cache) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** C1 alone starts a second sooner, Neo4j three; with a load test in mind AULA_FULL_JIT=1 brings C2 back. */
    private static List<String> compilers() {
        return System.getenv("AULA_FULL_JIT") == null ? List.of("-XX:TieredStopAtLevel=1") : List.of();
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

    static String hash(String name, Path jar) {
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
