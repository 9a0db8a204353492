package io.aula.devstack.neo4j;

import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * {@code Neo4jMain HOME PORT}: serves Bolt on the loopback address, without passwords, until it is told to stop. With port 0 it is a
 * rehearsal, for the JVM to remember: it ends once it could serve and has answered itself.
 */
public final class Neo4jMain {

    private static final long PAGE_CACHE_BYTES = 96L << 20;
    private static final long TRANSACTION_BYTES = 128L << 20;
    private static final long WAIT_MILLIS = 180_000;

    private Neo4jMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        DatabaseManagementService server = new DatabaseManagementServiceBuilder(Path.of(arguments[0]))
                .setConfig(BoltConnector.enabled, true)
                .setConfig(
                        BoltConnector.listen_address,
                        new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1])))
                .setConfig(BoltConnector.encryption_level, BoltConnector.EncryptionLevel.DISABLED)
                .setConfig(HttpConnector.enabled, false)
                .setConfig(HttpsConnector.enabled, false)
                .setConfig(GraphDatabaseSettings.auth_enabled, false)
                .setConfig(GraphDatabaseSettings.pagecache_memory, PAGE_CACHE_BYTES)
                .setConfig(GraphDatabaseSettings.memory_transaction_global_max_size, TRANSACTION_BYTES)
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.database("neo4j").isAvailable(WAIT_MILLIS);
        System.out.println("neo4j is ready");
        if (arguments[1].equals("0")) {
            server.database("neo4j").executeTransactionally("MATCH (n) RETURN count(n)");
            System.exit(0);
        }
        Thread.currentThread().join();
    }
}
