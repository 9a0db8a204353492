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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostLimitTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static FakeSubgraph users;
    private static StandaloneGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        users = new FakeSubgraph(body -> "{\"data\":{\"me\":{\"name\":\"Ana\"}}}");
        var settings = Files.writeString(folder.resolve("settings.properties"), """
                subgraph.users.url = %s
                cost.maximum = 1
                """.formatted(users.url()));
        gateway = StandaloneGateway.start(
                SettingsFile.read(Path.of("src/test/resources/execution/supergraph.graphql"), settings),
                new InetSocketAddress("127.0.0.1", 0));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        users.close();
    }

    @Test
    void answersWhatCostsNoMoreThanTheSettingsFileAllows() throws Exception {
        assertThat(post("{ me { name } }").body()).isEqualTo("{\"data\":{\"me\":{\"name\":\"Ana\"}}}");
    }

    @Test
    void refusesWhatCostsMoreAndSaysHowMuch() throws Exception {
        var response = post("{ me { name } again: me { name } }");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("COST_EXCEEDED")
                .contains("estimated to cost 2, and no more than 1 is allowed");
    }

    private static HttpResponse<String> post(String document) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/graphql".formatted(gateway.port())))
                .header("content-type", "application/json")
                .header("accept", "application/graphql-response+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + document + "\"}"))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
