package io.aula.social;

import io.aula.devstack.testing.TestMongo;
import io.aula.devstack.testing.TestNeo4j;
import io.aula.devstack.testing.TestRabbit;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.springframework.util.function.SingletonSupplier;

/**
 * The real stores, started side by side while the service starts too, each behind a {@link Wire}: as in life the service
 * is there first.
 */
enum Stores {
    MONGO(() -> TestMongo.uri("")),
    NEO4J(TestNeo4j::uri),
    RABBIT(TestRabbit::uri);

    private static final long PATIENCE_SECONDS = 200;

    private static final Supplier<Driver> GRAPH =
            SingletonSupplier.of(() -> GraphDatabase.driver(NEO4J.direct(), AuthTokens.none()));

    private final Wire wire = new Wire();
    private final CompletableFuture<URI> started;

    Stores(Supplier<String> start) {
        started = CompletableFuture.supplyAsync(
                () -> URI.create(start.get()),
                task -> Thread.ofPlatform().daemon().start(task));
    }

    /** Where the service finds the store: the wire's near end. */
    int port() {
        return wire.port();
    }

    /** Where the store itself is. */
    URI direct() {
        return started.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    void cut() {
        wire.cut();
    }

    void mend() {
        wire.mend(direct().getPort());
    }

    /** Whether the graph holds it, asked past the service. */
    static boolean finds(String cypher, String a, String b) {
        return !GRAPH.get()
                .executableQuery(cypher)
                .withParameters(Map.of("a", a, "b", b))
                .execute()
                .records()
                .isEmpty();
    }

    static Driver graph() {
        return GRAPH.get();
    }
}
