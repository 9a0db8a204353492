package io.aula.devstack.testing;

import de.bwaldvogel.mongo.MongoServer;
import io.aula.devstack.service.Mongo;
import io.aula.devstack.service.Sockets;

/** The MongoDB stand-in inside this test JVM, or the real server that {@code AULA_MONGODB_URI} names. */
public final class TestMongo {

    private static final class Running {
        static final String ADDRESS = start();
    }

    private TestMongo() {}

    public static String uri(String database) {
        String real = System.getenv("AULA_MONGODB_URI");
        return real == null || real.isBlank() ? Running.ADDRESS + database : real;
    }

    private static String start() {
        int port = Sockets.free();
        MongoServer server = Mongo.serve(TestFolder.create("mongo").resolve("data.mv"), port);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        return "mongodb://127.0.0.1:" + port + "/";
    }
}
