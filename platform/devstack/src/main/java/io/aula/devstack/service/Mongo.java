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
import java.util.Map;

/** The stand-in for MongoDB. It lacks transactions, change streams and TTL: never for production. */
public final class Mongo {

    public static final String VERSION = "stand-in 1.47.0";
    private static final int HEAP_MEGABYTES = 160;

    private Mongo() {}

    public static Launch prepare(Path home, int port, String classPath, Path log) {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new SetupFailure("mongodb: cannot prepare " + home + " (" + e.getMessage() + ")", e);
        }
        return new Launch(
                Jvm.small(HEAP_MEGABYTES)
                        .run(
                                classPath,
                                Mongo.class.getName(),
                                home.resolve("data.mv").toString(),
                                String.valueOf(port)),
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
