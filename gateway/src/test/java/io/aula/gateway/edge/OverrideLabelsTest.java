package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverrideLabelsTest {

    private static final Path SUPERGRAPH = Path.of("src/test/resources/execution/override.graphql");

    @ParameterizedTest
    @CsvSource({
        "0.0, percent(50) percent(0.5)",
        "0.0049, percent(50) percent(0.5)",
        "0.005, percent(50)",
        "0.499, percent(50)",
        "0.5, ''",
        "0.99, ''"
    })
    void ofAHundredRequestsAsManyHaveAPercentAsItSays(double drawn, String labels) throws IOException {
        var expected = labels.isEmpty() ? Set.<String>of() : Set.of(labels.split(" "));
        assertThat(new OverrideLabels(supergraph(), ActiveLabels.NONE, () -> drawn).of(CallerHeaders.none()))
                .isEqualTo(expected);
    }

    @Test
    void othersAreThoseThatAreToldAndKnown() throws IOException {
        var asked = new ArrayList<Set<String>>();
        ActiveLabels told = (labels, headers) -> {
            asked.add(labels);
            return Set.of("beta", "nobody's");
        };
        assertThat(new OverrideLabels(supergraph(), told, () -> 0.9).of(CallerHeaders.none()))
                .containsExactly("beta");
        assertThat(asked).containsExactly(Set.of("beta"));
    }

    /** One document, asked by two callers in turn: plans of one are not the other's. */
    @Test
    void eachRequestIsAnsweredByWhomItsLabelsName() throws Exception {
        try (var old = new FakeSubgraph(body -> "{\"data\":{\"beta\":1}}");
                var fresh = new FakeSubgraph(body -> "{\"data\":{\"beta\":2}}")) {
            ActiveLabels byLanguage =
                    (labels, headers) -> headers.acceptLanguage().equals(Optional.of("en")) ? Set.of("beta") : Set.of();
            var defaults = GatewaySettings.defaults(SUPERGRAPH);
            var settings = defaults.withSwitches(defaults.switches().withLabels(byLanguage))
                    .withEndpoints(Map.of("old", old.url(), "new", fresh.url()));
            try (var gateway = StandaloneGateway.start(settings, new InetSocketAddress("127.0.0.1", 0))) {
                for (var i = 0; i < 4; i++) {
                    assertThat(ask(gateway, "es")).isEqualTo("{\"data\":{\"beta\":1}}");
                    assertThat(ask(gateway, "en")).isEqualTo("{\"data\":{\"beta\":2}}");
                }
            }
        }
    }

    private static String ask(StandaloneGateway gateway, String language) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/graphql"))
                .header("content-type", "application/json")
                .header("accept-language", language)
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ beta }\"}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static Supergraph supergraph() throws IOException {
        return SupergraphReader.read(Files.readString(SUPERGRAPH));
    }
}
