package io.aula.devstack.testing;

import io.aula.devstack.Repository;
import io.aula.devstack.service.Rabbit;
import io.aula.devstack.service.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A real RabbitMQ with the platform's topology for this test JVM. */
public final class TestRabbit {

    private static final class Running {
        static final Rabbit SERVER = start(definitions(), "");
    }

    private TestRabbit() {}

    /** Whether the package is there; a test that skips for it must say so. */
    public static boolean isInstalled() {
        return Rabbit.isInstalled();
    }

    public static String uri() {
        return Running.SERVER.uri();
    }

    /** One more, with the platform's topology as {@code change} makes it. */
    public static String uriOf(UnaryOperator<String> change) {
        Path file = TestFolder.create("rabbitmq-definitions").resolve("definitions.json");
        try {
            Files.writeString(file, change.apply(Files.readString(definitions())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(file, "").uri();
    }

    /** One more, that lets a message be held for so long and no longer, and looks every second. */
    public static String uriWithin(Duration consumerTimeout) {
        String advanced = "[{rabbit, [{consumer_timeout, %d}, {channel_tick_interval, 1000}]}].\n"
                .formatted(consumerTimeout.toMillis());
        return start(definitions(), advanced).uri();
    }

    private static Path definitions() {
        return Repository.root().resolve("schema/rabbitmq.definitions.json");
    }

    private static Rabbit start(Path definitions, String advanced) {
        Path home = TestFolder.create("rabbitmq");
        Rabbit rabbit = new Rabbit(
                home,
                new Rabbit.RabbitPorts(Sockets.free(), Sockets.free(), Sockets.free(), Sockets.free(), Sockets.free()),
                "test");
        TestFolder.run(
                "rabbitmq",
                rabbit.prepare(definitions, home.resolve("server.log"), advanced),
                Duration.ofSeconds(90),
                rabbit::isReady);
        return rabbit;
    }
}
