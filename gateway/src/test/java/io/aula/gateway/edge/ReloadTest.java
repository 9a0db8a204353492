package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

    private static final String SUPERGRAPH = """
            schema @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query }
            scalar join__FieldSet
            enum join__Graph { A @join__graph(name: "a", url: "http://127.0.0.1:1/") }
            type Query @join__type(graph: A) { old: String FIELD }
            """;

    @TempDir
    private Path folder;

    private Path file;
    private FakeSubgraph subgraph;
    private FakeSubgraph moved;
    private StandaloneGateway gateway;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("supergraph.graphql");
        Files.writeString(file, SUPERGRAPH.replace("FIELD", ""));
        subgraph = new FakeSubgraph(body -> "{\"data\":{\"old\":\"here\",\"fresh\":\"here\"}}");
        moved = new FakeSubgraph(body -> "{\"data\":{\"old\":\"there\"}}");
        var settings = GatewaySettings.defaults(file).withEndpoints(Map.of("a", subgraph.url()));
        gateway = StandaloneGateway.start(settings, new InetSocketAddress("127.0.0.1", 0));
    }

    @AfterEach
    void stop() {
        gateway.close();
        subgraph.close();
        moved.close();
    }

    @Test
    void answersWithTheNewGraphAndKnowsTheOperationsInUseAlready() throws Exception {
        assertThat(ask("{ old }")).isEqualTo("{\"data\":{\"old\":\"here\"}}");
        assertThat(ask("{ old }")).isEqualTo("{\"data\":{\"old\":\"here\"}}");
        assertThat(ask("{ fresh }")).contains("GRAPHQL_VALIDATION_FAILED");

        Files.writeString(file, SUPERGRAPH.replace("FIELD", "fresh: String"));

        assertThat(gateway.runtime().reload()).isEqualTo(new Reload.Replaced(1));
        assertThat(ask("{ fresh }")).isEqualTo("{\"data\":{\"fresh\":\"here\"}}");
        assertThat(gateway.runtime().reload()).isEqualTo(new Reload.Unchanged());
    }

    @Test
    void keepsTheOldGraphAndSaysWhereTheNewOneIsWrong() throws Exception {
        Files.writeString(file, SUPERGRAPH.replace("FIELD", "fresh: String @join__field(graph: B)"));

        assertThat(gateway.runtime().reload()).isEqualTo(new Reload.Kept("line 4: unknown graph B"));
        assertThat(ask("{ old }")).isEqualTo("{\"data\":{\"old\":\"here\"}}");
    }

    @Test
    void keepsTheOldGraphWhileTheFileIsMissing() throws Exception {
        Files.delete(file);
        assertThat(gateway.runtime().reload()).isInstanceOf(Reload.Kept.class);
        assertThat(ask("{ old }")).contains("here");
    }

    @Test
    void callsASubgraphWhereItHasMovedTo() throws Exception {
        gateway.close();
        Files.writeString(file, SUPERGRAPH.replace("FIELD", "").replace("http://127.0.0.1:1/", subgraph.url() + ""));
        gateway = StandaloneGateway.start(GatewaySettings.defaults(file), new InetSocketAddress("127.0.0.1", 0));
        assertThat(ask("{ old }")).contains("here");

        Files.writeString(file, SUPERGRAPH.replace("FIELD", "").replace("http://127.0.0.1:1/", moved.url() + ""));
        gateway.runtime().reload();

        assertThat(ask("{ old }")).contains("there");
    }

    @Test
    void noticesByItselfThatTheFileWasWritten() throws Exception {
        Files.writeString(file, SUPERGRAPH.replace("FIELD", "fresh: String"));
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!ask("{ fresh }").contains("here")) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(250);
        }
    }

    private String ask(String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/graphql"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
