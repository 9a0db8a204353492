package io.aula.devstack.testing;

import io.aula.devstack.process.Child;
import io.aula.devstack.service.Postgres;
import io.aula.devstack.service.Sockets;
import java.nio.file.Path;
import java.time.Duration;

/** A real PostgreSQL for this test JVM. User and password are both {@code postgres}. */
public final class TestPostgres {

    private static final class Running {
        static final Path HOME = TestFolder.create("postgres");
        static final Postgres SERVER = new Postgres(HOME, Sockets.free());
        static Child process = start();

        static Child start() {
            return TestFolder.run(
                    "postgres", SERVER.prepare(HOME.resolve("server.log")), Duration.ofSeconds(60), SERVER::isReady);
        }
    }

    private TestPostgres() {}

    /** The JDBC address of an own database, made empty at the first call with its name. */
    public static String database(String name) {
        Running.SERVER.createDatabases(name);
        return Running.SERVER.jdbcUrl(name);
    }

    /** As {@code kill -9} would, for tests of what is done while the server is away; {@link #startAgain} must follow. */
    public static void kill() {
        Running.process.kill();
    }

    /** The same server on the same port with what it had committed. */
    public static void startAgain() {
        Running.process = Running.start();
    }
}
