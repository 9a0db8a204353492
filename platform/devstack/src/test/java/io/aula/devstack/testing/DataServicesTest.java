package io.aula.devstack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClients;
import java.sql.DriverManager;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class DataServicesTest {

    @Test
    void postgresIsARealDurableServerWithTheExtensionsWeUse() throws Exception {
        try (var connection = DriverManager.getConnection(TestPostgres.database("probe"), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("create extension pg_trgm; create extension unaccent; create extension citext");
            try (var row =
                    statement.executeQuery("select current_setting('fsync'), current_setting('synchronous_commit')")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("on");
                assertThat(row.getString(2)).isEqualTo("on");
            }
        }
    }

    @Test
    void givesTheSameDatabaseForTheSameName() {
        assertThat(TestPostgres.database("twice")).isEqualTo(TestPostgres.database("twice"));
    }

    @Test
    void mongoKeepsADocument() {
        try (var client = MongoClients.create(TestMongo.uri("probe"))) {
            var people = client.getDatabase("probe").getCollection("people");
            people.insertOne(new Document("_id", "usr_1").append("handle", "ana"));
            assertThat(people.find(new Document("handle", "ana")).first()).isNotNull();
        }
    }

    @Test
    void aBrokerThatDoesNotKnowUsIsNotReady() throws Exception {
        assumeTrue(TestRabbit.isInstalled(), "skipped: the package rabbitmq-server is not installed");
        var address = java.net.URI.create(TestRabbit.uri());
        var ports = new io.aula.devstack.service.Rabbit.RabbitPorts(address.getPort(), 0, 0, 0, 0);
        var home = java.nio.file.Path.of("");

        assertThat(new io.aula.devstack.service.Rabbit(home, ports, "test").isReady())
                .isTrue();
        assertThat(io.aula.devstack.service.Sockets.greetsInAmqp(address.getPort()))
                .isTrue();
        assertThat(new io.aula.devstack.service.Rabbit(home, ports, "not our password").isReady())
                .isFalse();
    }

    @Test
    void rabbitLoadsTheTopologyBeforeItAnswers() throws Exception {
        assumeTrue(TestRabbit.isInstalled(), "skipped: the package rabbitmq-server is not installed");
        var factory = new com.rabbitmq.client.ConnectionFactory();
        factory.setUri(TestRabbit.uri());
        try (var connection = factory.newConnection();
                var channel = connection.createChannel()) {
            channel.basicPublish("aula.events", "video.uploaded.bulk", null, new byte[] {1});
            boolean arrived = io.aula.devstack.process.Wait.until(java.time.Duration.ofSeconds(10), () -> {
                try {
                    return channel.basicGet("media.transcode.bulk", true) != null;
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(arrived).isTrue();
        }
    }
}
