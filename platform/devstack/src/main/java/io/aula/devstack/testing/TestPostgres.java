package io.aula.devstack.testing;

import io.aula.devstack.service.Postgres;
import io.aula.devstack.service.Sockets;
import java.nio.file.Path;
import java.time.Duration;

/** A real PostgreSQL for this test JVM. User and password are both {@code postgres}. */
public final class TestPostgres {

    private static final class Running {
        static final Postgres SERVER = start();
    }

    private TestPostgres() {}

    /** The JDBC address of an own database, made empty at the first call with its name. */
    public static String database(String name) {
        Running.SERVER.createDatabases(name);
        return Running.SERVER.jdbcUrl(name);
    }

    private static Postgres start() {
        Path home = TestFolder.create("postgres");
        Postgres postgres = new Postgres(home, Sockets.free());
        TestFolder.run(
                "postgres", postgres.prepare(home.resolve("server.log")), Duration.ofSeconds(60), postgres::isReady);
        return postgres;
    }
}
