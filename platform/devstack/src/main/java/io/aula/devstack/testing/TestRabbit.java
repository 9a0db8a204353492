package io.aula.devstack.testing;

import io.aula.devstack.Repository;
import io.aula.devstack.service.Rabbit;
import io.aula.devstack.service.Sockets;
import java.nio.file.Path;
import java.time.Duration;

/** A real RabbitMQ with the platform's topology for this test JVM. */
public final class TestRabbit {

    private static final class Running {
        static final Rabbit SERVER = start();
    }

    private TestRabbit() {}

    /** Whether the package is there; a test that skips for it must say so. */
    public static boolean isInstalled() {
        return Rabbit.isInstalled();
    }

    public static String uri() {
        return Running.SERVER.uri();
    }

    private static Rabbit start() {
        Path home = TestFolder.create("rabbitmq");
        Rabbit rabbit = new Rabbit(
                home,
                new Rabbit.RabbitPorts(Sockets.free(), Sockets.free(), Sockets.free(), Sockets.free(), Sockets.free()),
                "test");
        Path definitions = Repository.root().resolve("schema/rabbitmq.definitions.json");
        TestFolder.run(
                "rabbitmq",
                rabbit.prepare(definitions, home.resolve("server.log")),
                Duration.ofSeconds(90),
                rabbit::isReady);
        return rabbit;
    }
}
