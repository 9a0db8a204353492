package io.aula.devstack.service;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Jvm;
import io.aula.devstack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** MongoDB as it was chosen: the real server, or the stand-in, which lacks transactions, change streams, validators and TTL: never for production. */
public final class Mongo {

    public static final String VERSION = "stand-in 1.47.0";
    private static final int HEAP_MEGABYTES = 160;
    private static final String CACHE_GIGABYTES = "0.25";

    private Mongo() {}

    /** Where the stand-in keeps what it keeps, below the folder of its data. */
    static Path fileIn(Path home) {
        return home.resolve("data.mv");
    }

    public static Launch prepare(MongoChoice choice, Path home, int port, String classPath, Path log) {
        return switch (choice) {
            case MongoChoice.Server(Path executable, String version) -> server(executable, home, port, log);
            case MongoChoice.StandIn standIn -> prepare(home, port, classPath, log);
        };
    }

    /** The real one, for one machine: no replicas, as nothing here asks for transactions. */
    private static Launch server(Path executable, Path home, int port, Path log) {
        Path data = created(home.resolve("server"));
        return new Launch(
                List.of(
                        executable.toString(),
                        "--dbpath",
                        data.toString(),
                        "--port",
                        String.valueOf(port),
                        "--bind_ip",
                        "127.0.0.1",
                        "--wiredTigerCacheSizeGB",
                        CACHE_GIGABYTES,
                        "--quiet"),
                Map.of(),
                home,
                log,
                Launch.Signal.TERM,
                Duration.ofSeconds(30));
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SetupFailure("mongodb: cannot prepare " + folder + " (" + e.getMessage() + ")", e);
        }
    }

    private static Launch prepare(Path home, int port, String classPath, Path log) {
        created(home);
        return new Launch(
                Jvm.small(HEAP_MEGABYTES)
                        .run(classPath, Mongo.class.getName(), fileIn(home).toString(), String.valueOf(port)),
                Map.of(),
                home,
                log,
                Launch.Signal.TERM,
                Duration.ofSeconds(15));
    }

    /** {@code Mongo FILE PORT}: serves until it is told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        MongoServer server = serve(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        Thread.currentThread().join();
    }

    /** In this JVM: for tests, which need no process to kill. */
    public static MongoServer serve(Path file, int port) {
        MongoServer server = new MongoServer(new H2Backend(file.toString()));
        server.bind("127.0.0.1", port);
        return server;
    }
}
