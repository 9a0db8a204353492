package io.aula.devstack.testing;

import io.aula.devstack.Repository;
import io.aula.devstack.service.Neo4j;
import io.aula.devstack.service.Sockets;
import java.nio.file.Path;
import java.time.Duration;

/** A real Neo4j for this test JVM, without passwords. */
public final class TestNeo4j {

    private static final class Running {
        static final int PORT = start();
    }

    private TestNeo4j() {}

    public static String uri() {
        return "bolt://127.0.0.1:" + Running.PORT;
    }

    private static int start() {
        Path home = TestFolder.create("neo4j");
        int port = Sockets.free();
        Neo4j neo4j = new Neo4j(Repository.root()).install();
        TestFolder.run(
                "neo4j",
                neo4j.prepare(home, port, home.resolve("server.log")),
                Duration.ofSeconds(180),
                () -> Sockets.greetsInBolt(port));
        return port;
    }
}
